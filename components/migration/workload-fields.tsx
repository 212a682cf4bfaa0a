'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { CheckLine } from '@/components/change/check-section'
import { PortFields } from '@/components/change/port-fields'
import { FormRow, fieldClass } from '@/components/manifest/form-row'
import { Button } from '@/components/ui/button'
import { Segments } from '@/components/ui/segments'
import { ClientError } from '@/lib/client/client-error'
import { workloadsQuery } from '@/lib/client/workloads-query'
import type { Row } from '@/lib/contract/row'
import type { WorkloadView } from '@/lib/contract/workloads'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { DatabaseDraftPanel } from './database-draft-panel'
import type { SpecDraft } from './spec-draft'
import { workloadPorts } from './workload-ports'

interface WorkloadFieldsProps {
  service: ServiceRef
  row: Row | null
  draft: SpecDraft
  onChange: (change: Partial<SpecDraft>) => void
}

/** Which pods the Service is to lead to: a workload of its namespace, its labels and ports; or a draft of a database to apply first. */
export function WorkloadFields({ service, row, draft, onChange }: WorkloadFieldsProps) {
  const id = useId()
  const list = useQuery(workloadsQuery(service))
  const [isDrafting, setDrafting] = useState(false)
  const known = list.data?.items ?? []
  const chosen = known.find((each) => wordsOf(each) === draft.workload)
  const choose = (words: string) => {
    const workload = known.find((each) => wordsOf(each) === words)
    if (workload === undefined) return onChange({ workload: '' })
    onChange({
      workload: words,
      selector: Object.entries(workload.selector)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n'),
      ports: workloadPorts(workload.ports, row?.ports ?? []),
    })
  }
  return (
    <>
      <FormRow label="Workload" htmlFor={id}>
        <select
          id={id}
          value={draft.workload}
          aria-busy={list.isPending}
          aria-describedby={`${id}-about`}
          onChange={(event) => choose(event.target.value)}
          className={fieldClass}
        >
          <option value="">{list.isPending ? 'Reading…' : 'Choose what runs the pods'}</option>
          {draft.workload !== '' && chosen === undefined && <option>{draft.workload}</option>}
          {known.map((each) => (
            <option key={wordsOf(each)} value={wordsOf(each)}>
              {`${wordsOf(each)} · ${each.readyReplicas} of ${each.replicas} ready`}
            </option>
          ))}
        </select>
        <ul id={`${id}-about`} className="mt-1 empty:hidden">
          {list.error && (
            <CheckLine
              severity="unknown"
              says={isForbidden(list.error) ? 'A right is missing to list them' : 'The workloads could not be listed'}
              evidence={list.error.message}
            />
          )}
          {list.data && known.length === 0 && (
            <CheckLine severity="info" says={`No workload in ${service.namespace} yet`} evidence="get a draft below" />
          )}
          {list.data?.isWhole === false && (
            <CheckLine severity="info" says="There are more than are listed" evidence="a thousand of each kind" />
          )}
          {chosen && <Readiness workload={chosen} />}
        </ul>
        <Button
          variant="quiet"
          icon="file"
          aria-expanded={isDrafting}
          onClick={() => setDrafting(!isDrafting)}
          className="-ml-2.5"
        >
          Get a draft of a database
        </Button>
        {isDrafting && (
          <DatabaseDraftPanel
            service={service}
            onUse={(use) => onChange({ ...use, ports: workloadPorts(use.podPorts, row?.ports ?? []) })}
          />
        )}
      </FormRow>
      <FormRow label="Selector" htmlFor={`${id}-selector`}>
        <textarea
          id={`${id}-selector`}
          value={draft.selector}
          rows={3}
          maxLength={4000}
          spellCheck={false}
          autoCapitalize="none"
          placeholder="app=orders-pg"
          aria-describedby={`${id}-selector-about`}
          onChange={(event) => onChange({ selector: event.target.value })}
          className="mono w-full rounded-6 border border-line-3 bg-canvas px-2.5 py-1.5"
        />
        <p id={`${id}-selector-about`} className="text-12 text-fg-3">
          Labels of the pods, key=value, one a line; proposed from the pod template.
        </p>
      </FormRow>
      <FormRow label="Kind">
        <Segments
          label="Kind of Service"
          value={draft.isHeadless ? 'headless' : 'cluster-ip'}
          options={[
            { value: 'cluster-ip', label: 'Cluster IP' },
            { value: 'headless', label: 'Headless' },
          ]}
          onSelect={(value) => onChange({ isHeadless: value === 'headless' })}
        />
        <p className="mt-1 text-12 text-fg-3">
          {draft.isHeadless
            ? 'Clients get the addresses of the pods from DNS, and talk to the port of the pods.'
            : 'Clients get one address, which the cluster picks.'}
        </p>
      </FormRow>
      <FormRow label="Ports">
        <PortFields
          ports={draft.ports}
          complaint={null}
          isLegendHidden
          emptyNote={<p className="pt-1 text-12 text-warning">A Service with a selector needs a port.</p>}
          onChange={(ports) => onChange({ ports })}
        />
      </FormRow>
    </>
  )
}

function Readiness({ workload }: { workload: WorkloadView }) {
  const { readyReplicas, replicas, rollout, kind, serviceName } = workload
  const counted = `${readyReplicas} of ${replicas} ready`
  return (
    <>
      <CheckLine
        severity={readyReplicas === 0 ? 'warning' : 'ok'}
        says={readyReplicas === 0 ? 'No pod of it is ready yet' : 'Pods of it are ready'}
        evidence={counted}
      />
      {rollout !== null && <CheckLine severity="warning" says="It is in the middle of a rollout" evidence={rollout} />}
      {kind === 'StatefulSet' && serviceName !== null && serviceName !== '' && (
        <CheckLine severity="info" says={`Its pods are named by the Service ${serviceName}`} evidence="serviceName" />
      )}
    </>
  )
}

function wordsOf({ kind, name }: Pick<WorkloadView, 'kind' | 'name'>): string {
  return `${kind} ${name}`
}

function isForbidden(error: Error): boolean {
  return error instanceof ClientError && error.status === 403
}
