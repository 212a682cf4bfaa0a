import type { ManifestCheck } from '@/lib/domain/manifest/check-manifest'
import type { ManifestEdit } from '@/lib/domain/manifest/edit-manifest'
import { fieldName } from '@/lib/domain/manifest/field-path'
import { type FormField, fieldEdit, formPaths, portEdits, readField } from '@/lib/domain/manifest/manifest-form'
import type { ServiceObject, ServicePortObject } from '@/lib/domain/service/service-object'

export interface Complaint {
  severity: 'critical' | 'warning' | 'info'
  says: string
  evidence: string
}

/** The form as a view of the manifest's text. */
export interface ManifestForm {
  /** The text cannot be read: the form shows what it last said, and cannot be written. */
  isBroken: boolean
  ports: readonly ServicePortObject[]
  check: ManifestCheck | null
  valueOf(field: FormField): string
  set(field: FormField, value: string): void
  setPorts(ports: readonly ServicePortObject[]): void
  /** What keeps the field from being planned; what is only missing is information. */
  complaintsOf(field: FormField | 'ports'): readonly Complaint[]
  /** What it is warned of. */
  warningsOf(field: FormField | 'ports'): readonly Complaint[]
}

interface FormOptions {
  service: ServiceObject | null
  isBroken: boolean
  check: ManifestCheck | null
  /** Differences that an edit cannot carry. */
  outOfReach: readonly { field: string; message: string }[]
  /** The label `app.kubernetes.io/name` follows the name until it says something else. */
  namesApp: boolean
  write: (edits: readonly ManifestEdit[]) => void
}

export function manifestForm(options: FormOptions): ManifestForm {
  const { service, isBroken, check, outOfReach, namesApp, write } = options
  const ports = service?.spec.ports ?? []
  const followsName = namesApp && service !== null && readField(service, 'appName') === readField(service, 'name')
  return {
    ...{ isBroken, ports, check },
    valueOf: (field) => (service === null ? '' : readField(service, field)),
    set: (field, value) =>
      write([fieldEdit(field, value), ...(field === 'name' && followsName ? [fieldEdit('appName', value)] : [])]),
    setPorts: (wanted) => write(portEdits(ports, wanted)),
    complaintsOf: (field) => [
      ...(check?.refusals ?? [])
        .filter((refusal) => isOf(refusal.field, field))
        .map(({ message, field: at }): Complaint => ({ severity: severityOf(message), says: message, evidence: at })),
      ...outOfReach
        .filter((each) => isOf(each.field, field))
        .map(({ message, field: at }): Complaint => ({ severity: 'critical', says: message, evidence: at })),
    ],
    warningsOf: (field) =>
      (check?.warnings ?? [])
        .filter((warning) => isOf(warning.field, field))
        .map(({ severity, title, evidence }): Complaint => ({ severity, says: title, evidence })),
  }
}

// What is not written yet is no fault.
function severityOf(message: string): Complaint['severity'] {
  return message.startsWith('Required value') ? 'info' : 'critical'
}

function isOf(said: string, field: FormField | 'ports'): boolean {
  if (field === 'ports') return said.startsWith('spec.ports')
  return said === fieldName(formPaths[field])
}
