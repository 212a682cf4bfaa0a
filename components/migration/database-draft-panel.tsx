'use client'

import { useId, useState } from 'react'
import { CodeBlock } from '@/components/service/code-block'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { saveFile } from '@/components/ui/save-file'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { type DraftEngine, draftDatabase, draftEngines } from '@/lib/domain/workload/database-draft'

const engineWords: Readonly<Record<DraftEngine, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  mongodb: 'MongoDB',
  redis: 'Redis',
}

interface DatabaseDraftPanelProps {
  service: ServiceRef
  /** Takes what the Service is to select once the draft is applied. */
  onUse: (use: {
    workload: string
    selector: string
    podPorts: readonly { name: string; number: number; protocol: string }[]
  }) => void
}

/** A database as YAML to look through and to apply oneself; Signpost applies nothing of it. */
export function DatabaseDraftPanel({ service, onUse }: DatabaseDraftPanelProps) {
  const id = useId()
  const [engine, setEngine] = useState<DraftEngine>('postgres')
  const [storage, setStorage] = useState('20Gi')
  const name = `${service.name.slice(0, 40)}-db`
  const draft = draftDatabase({ engine, namespace: service.namespace, name, storage: storage.trim() || '20Gi' })
  return (
    <section aria-label="Draft of a database" className="mt-1 grid gap-2 rounded-8 border border-line p-3">
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-0.5 text-11 text-fg-3">
          Engine
          <select
            value={engine}
            onChange={(event) => setEngine(draftEngines.find((each) => each === event.target.value) ?? 'postgres')}
            className={control}
          >
            {draftEngines.map((each) => (
              <option key={each} value={each}>
                {engineWords[each]}
              </option>
            ))}
          </select>
        </label>
        <label htmlFor={id} className="grid gap-0.5 text-11 text-fg-3">
          Storage
          <input
            id={id}
            type="text"
            value={storage}
            maxLength={20}
            onChange={(event) => setStorage(event.target.value)}
            className={control}
          />
        </label>
        <span className="ml-auto flex items-center gap-1.5">
          <Button
            variant="quiet"
            icon="download"
            onClick={() => saveFile(new Blob([draft.text], { type: 'application/yaml' }), `${name}.yaml`)}
          >
            Download
          </Button>
          <CopyButton text={draft.text} label="Copy the draft" />
        </span>
      </div>
      <p className="text-12 text-fg-2">
        First a Secret <span className="mono-11">{draft.secret.name}</span> with{' '}
        <span className="mono-11">{draft.secret.keys.join(', ')}</span>. Apply it yourself; it neither backs up nor
        fails over.
      </p>
      <CodeBlock
        text={draft.text}
        label="Draft as YAML"
        keys
        className="max-h-72 overflow-y-auto rounded-6 border border-line-2 p-2"
      />
      <div>
        <Button
          onClick={() =>
            onUse({
              workload: `StatefulSet ${name}`,
              selector: Object.entries(draft.selector)
                .map(([key, value]) => `${key}=${value}`)
                .join('\n'),
              podPorts: [{ name: draft.port.name, number: draft.port.port, protocol: 'TCP' }],
            })
          }
        >
          Lead to its pods
        </Button>
      </div>
    </section>
  )
}

const control = 'mono h-8 rounded-6 border border-line-3 bg-canvas px-2.5 text-fg max-sm:h-11'
