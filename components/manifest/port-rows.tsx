'use client'

import { useId, useState } from 'react'
import { PortFields } from '@/components/change/port-fields'
import { type PortText, portText } from '@/components/change/port-text'
import { Button } from '@/components/ui/button'
import type { TargetCheck } from '@/lib/contract/targets'
import { portProtocols } from '@/lib/domain/change/change-request'
import type { ServicePortObject } from '@/lib/domain/service/service-object'
import { FieldChecks } from './field-checks'
import { FormRow } from './form-row'
import { KnownProbes } from './known-probes'
import type { ManifestForm } from './manifest-form'

interface PortRowsProps {
  form: ManifestForm
  /** What was found out of the target, for the ports that it suggests. */
  check: TargetCheck | null
}

/** The ports of the alias as rows, with those that the target suggests. What is half typed stays here until it is a number. */
export function PortRows({ form, check }: PortRowsProps) {
  const id = useId()
  const [draft, setDraft] = useState<{ rows: readonly PortText[]; of: string } | null>(null)
  const written = JSON.stringify(form.ports)
  const rows = draft?.of === written ? draft.rows : form.ports.map(rowOf)
  const change = (next: readonly PortText[]) => {
    const ports = next.map((row) => portOf(row, form.ports[row.key]))
    const isWhole = ports.every(({ port }) => Number.isInteger(port))
    setDraft({ rows: next, of: isWhole ? JSON.stringify(ports) : written })
    if (isWhole) form.setPorts(ports)
  }
  const suggested = check?.suggestedPorts ?? []
  const isTaken = suggested.every(({ port }) => form.ports.some((each) => each.port === port))
  return (
    <FormRow label="Ports">
      <PortFields
        ports={rows}
        complaint={null}
        isLocked={form.isBroken}
        isLegendHidden
        emptyNote={<p className="pt-1 text-12 text-fg-3">None: clients must know the port by themselves.</p>}
        onChange={change}
      />
      {suggested.length > 0 && !isTaken && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2">
          <Button
            icon="plus"
            unavailable={form.isBroken}
            onClick={() => form.setPorts(suggested.map(({ name, port, protocol }) => ({ name, port, protocol })))}
          >
            Take {suggested.map(({ name, port, protocol }) => `${name} ${port}/${protocol}`).join(', ')}
          </Button>
          <span className="text-11 text-fg-3">{check?.portsBecause}</span>
        </p>
      )}
      <FieldChecks id={id} form={form} fields={['ports']}>
        {check && <KnownProbes probes={check.probes} notProbed={check.notProbed} />}
      </FieldChecks>
      {check?.tlsName != null && (
        <p className="py-0.5 text-12 text-fg-3">
          With TLS, clients set the server name <span className="mono">{check.tlsName}</span>: the certificate names the
          target, not the alias.
        </p>
      )}
    </FormRow>
  )
}

function rowOf({ name, port, protocol, targetPort }: ServicePortObject, index: number): PortText {
  const known = portProtocols.find((each) => each === protocol)
  const behind = typeof targetPort === 'string' || (targetPort !== undefined && targetPort !== port)
  return {
    ...portText({ name, port, protocol: known }, index),
    targetPort: behind ? String(targetPort) : '',
  }
}

// What no field shows stays as the manifest has it.
function portOf(
  { name, port, protocol, targetPort }: PortText,
  before: ServicePortObject | undefined,
): ServicePortObject {
  const behind = targetPort.trim()
  const kept = before?.targetPort === before?.port ? before?.targetPort : undefined
  return {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    port: port.trim() === '' ? Number.NaN : Number(port),
    ...(before?.protocol === undefined && protocol === 'TCP' && before !== undefined ? {} : { protocol }),
    ...(behind !== '' ? { targetPort: /^\d+$/.test(behind) ? Number(behind) : behind } : {}),
    ...(behind === '' && kept !== undefined && String(kept) === port.trim() ? { targetPort: kept } : {}),
  }
}
