'use client'

import { FormRow } from '@/components/manifest/form-row'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { visibleText } from '@/components/ui/visible-text'
import type { Row } from '@/lib/contract/row'
import { serviceKey } from '@/lib/domain/service/service-ref'
import type { SpecDraft } from './spec-draft'

const mostWaves = 6

interface WaveFieldsProps {
  host: string
  rows: readonly Row[]
  /** How many aliases there are, also those that are not here. */
  total: number
  waves: SpecDraft['waves']
  onChange: (waves: SpecDraft['waves']) => void
}

/** Which alias goes in which wave: development first by itself, each to be moved or left out by hand. */
export function WaveFields({ host, rows, total, waves, onChange }: WaveFieldsProps) {
  const wave = (row: Row) => waves[serviceKey(row)] ?? 0
  const sorted = [...rows].sort((a, b) => (wave(a) || 99) - (wave(b) || 99))
  return (
    <FormRow label="Waves">
      <p className="pt-1 text-fg-2">
        {rows.length} {rows.length === 1 ? 'alias leads' : 'aliases lead'} to{' '}
        <span className="mono wrap-anywhere">{visibleText(host)}</span>. Each wave is proved before the next may begin.
      </p>
      {total > rows.length && (
        <p className="text-12 text-warning">
          The others of {total} are in other clusters, or more than one migration takes.
        </p>
      )}
      <ul aria-label="Aliases and their waves" className="mt-1 max-h-96 overflow-y-auto">
        {sorted.map((row) => (
          <li key={serviceKey(row)} className="flex min-h-9 items-center gap-3 border-t border-line max-sm:min-h-12">
            <span className="min-w-0 flex-1 truncate">
              {visibleText(row.name)} <span className="text-fg-3">{visibleText(row.namespace)}</span>
            </span>
            <span className="w-28 shrink-0 text-12 max-sm:hidden">
              {row.environment === null ? (
                <span className="text-fg-3">not known</span>
              ) : (
                <EnvironmentPip environment={row.environment} />
              )}
            </span>
            <select
              aria-label={`Wave of ${row.name} in ${row.namespace}`}
              value={wave(row)}
              onChange={(event) => onChange({ ...waves, [serviceKey(row)]: Number(event.target.value) })}
              className="h-7 shrink-0 rounded-6 border border-line-2 bg-canvas px-2 text-12 max-sm:h-11"
            >
              {Array.from({ length: mostWaves }, (_, index) => index + 1).map((number) => (
                <option key={number} value={number}>
                  Wave {number}
                </option>
              ))}
              <option value={0}>Left out</option>
            </select>
          </li>
        ))}
      </ul>
    </FormRow>
  )
}
