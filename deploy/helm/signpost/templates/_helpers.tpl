{{- define "signpost.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "signpost.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "signpost.labels" -}}
{{ include "signpost.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "signpost.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "signpost.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "signpost.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ default $.Chart.AppVersion .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "signpost.hosts" -}}
{{- $own := printf "%s.$(POD_NAMESPACE).svc" (include "signpost.fullname" .) -}}
{{- $hosts := concat .Values.hosts (ternary .Values.ingress.hosts list .Values.ingress.enabled) (ternary .Values.httpRoute.hostnames list .Values.httpRoute.enabled) (list $own) -}}
{{- $hosts | uniq | join "," -}}
{{- end -}}

{{- define "signpost.recordsNamespace" -}}
{{- default .Release.Namespace .Values.settings.SIGNPOST_NAMESPACE -}}
{{- end -}}

{{- define "signpost.impersonates" -}}
{{- if or (eq .Values.auth.mode "proxy") (and (eq .Values.auth.mode "oidc") (ne (default "impersonate" .Values.settings.SIGNPOST_OIDC_MODE) "pass-through")) -}}
true
{{- end -}}
{{- end -}}

{{- define "signpost.subject" -}}
- kind: ServiceAccount
  name: {{ include "signpost.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}

{{/* What would start and then be of no use, or not start at all, is refused before it is sent. */}}
{{- define "signpost.check" -}}
{{- $set := .Values.settings -}}
{{- if eq .Values.auth.mode "oidc" -}}
{{- range list "SIGNPOST_OIDC_ISSUER" "SIGNPOST_OIDC_CLIENT_ID" "SIGNPOST_URL" -}}
{{- if not (get $set .) -}}{{- fail (printf "auth.mode oidc needs settings.%s" .) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq .Values.auth.mode "proxy" -}}
{{- if not .Values.auth.proxy.existingSecret -}}{{- fail "auth.mode proxy needs auth.proxy.existingSecret" -}}{{- end -}}
{{- if not $set.SIGNPOST_PROXY_PEERS -}}{{- fail "auth.mode proxy needs settings.SIGNPOST_PROXY_PEERS" -}}{{- end -}}
{{- end -}}
{{- if and (include "signpost.impersonates" .) (not .Values.rbac.impersonation.groups) -}}{{- fail "auth.mode proxy, and oidc unless tokens are passed on, needs rbac.impersonation.groups: the groups whose members the console may act for, or ['*'] for all, administrators too" -}}{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}{{- fail "ingress.enabled needs ingress.hosts: the console answers to names it knows alone" -}}{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.hostnames) -}}{{- fail "httpRoute.enabled needs httpRoute.hostnames: the console answers to names it knows alone" -}}{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) -}}{{- fail "httpRoute.enabled needs httpRoute.parentRefs" -}}{{- end -}}
{{- if and (or .Values.metrics.serviceMonitor.enabled .Values.metrics.prometheusRule.enabled) (not .Values.metrics.enabled) -}}{{- fail "metrics.serviceMonitor and metrics.prometheusRule need metrics.enabled" -}}{{- end -}}
{{- end -}}
