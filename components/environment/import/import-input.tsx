'use client'

import { clsx } from 'clsx'
import { type DragEvent, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Given } from '@/lib/client/environment-import'
import { type ChosenFile, chosenIn, dropped, readChosen } from './read-given'

interface ImportInputProps {
  onGiven: (given: Omit<Given, 'number'>) => void
}

/** Takes manifests: pasted, dropped, as files, as a folder or as a tar archive. */
export function ImportInput({ onGiven }: ImportInputProps) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const id = useId()
  const take = async (chosen: Promise<ChosenFile[]> | ChosenFile[]) => {
    try {
      onGiven(await readChosen(await chosen))
      setFault(null)
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'The files could not be read.')
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (event.dataTransfer.items.length > 0) void take(dropped(event.dataTransfer.items))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to the buttons
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        'grid gap-2 rounded-8 border border-dashed p-3',
        isOver ? 'border-accent bg-accent-bg' : 'border-line-3',
      )}
    >
      <label htmlFor={id} className="text-12 text-fg-2">
        Built YAML, or drop a folder, files or an archive here
      </label>
      <textarea
        id={id}
        value={text}
        rows={6}
        spellCheck={false}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={({ target }) => setText(target.value)}
        placeholder={'kubectl kustomize overlays/production'}
        className="mono w-full resize-y rounded-6 border border-line-2 bg-canvas p-2 leading-[18px] placeholder:text-fg-3"
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          variant="ink"
          unavailable={text.trim() === ''}
          onClick={() => {
            setFault(null)
            onGiven({ label: 'the pasted text', body: { files: [{ path: 'pasted.yaml', text }] } })
          }}
        >
          Compare the text
        </Button>
        <FileButton isFolder onChosen={(list) => void take(chosenIn(list))}>
          Choose a folder…
        </FileButton>
        <FileButton onChosen={(list) => void take(chosenIn(list))}>Choose files or an archive…</FileButton>
      </div>
      {fault !== null && (
        <p id={`${id}-fault`} role="alert" className="text-12 text-critical">
          {fault}
        </p>
      )}
    </div>
  )
}

interface FileButtonProps {
  isFolder?: boolean
  onChosen: (list: FileList) => void
  children: string
}

function FileButton({ isFolder = false, onChosen, children }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        aria-label={children}
        tabIndex={-1}
        className="sr-only"
        {...(isFolder ? { webkitdirectory: '' } : { accept: '.yaml,.yml,.json,.tar,.tgz,.gz' })}
        onChange={({ target }) => {
          if (target.files !== null && target.files.length > 0) onChosen(target.files)
          target.value = ''
        }}
      />
      <Button icon="file" onClick={() => field.current?.click()}>
        {children}
      </Button>
    </>
  )
}
