'use client'

import { useState } from 'react'
import { CodeBlock } from '@/components/service/code-block'
import { Section } from '@/components/service/section'
import { Button } from '@/components/ui/button'
import { saveFile } from '@/components/ui/save-file'
import { Segments } from '@/components/ui/segments'
import { visibleText } from '@/components/ui/visible-text'
import type { GitChange } from '@/lib/contract/changes'

type File = GitChange['files'][number]

const labels: Record<File['format'], string> = { kustomize: 'Kustomize', yaml: 'Plain YAML', helm: 'Helm' }
const tinted: Record<File['format'], (line: string, index: number) => boolean> = {
  kustomize: (_, index) => index > 0,
  yaml: (line) => /^ {2}externalName: /.test(line),
  helm: (line) => line.startsWith('replaceWith: '),
}

/** The same change as files for a repository, one at a time, to copy or download, and what to do with them. */
export function GitFiles({ git, source }: { git: GitChange; source: string | null }) {
  const [format, setFormat] = useState(git.files[0]?.format ?? 'kustomize')
  const [said, setSaid] = useState('')
  const file = git.files.find((each) => each.format === format) ?? git.files[0]
  if (!file) return null
  const copy = async () => setSaid((await copyText(file.text)) ? 'Copied' : 'Could not copy: select the text')
  return (
    <Section
      title="The change for Git"
      action={
        <Segments
          label="Form of the change"
          value={file.format}
          options={git.files.map((each) => ({ value: each.format, label: labels[each.format] }))}
          onSelect={(next) => {
            setFormat(next)
            setSaid('')
          }}
        />
      }
    >
      <p className="mono mb-1.5 text-12 break-words text-fg-3">
        {source !== null && `${visibleText(source)}, `}
        {visibleText(file.name)}
      </p>
      <CodeBlock
        text={file.text}
        label={`${labels[file.format]}: ${visibleText(file.name)}`}
        keys
        isAdded={tinted[file.format]}
        className="rounded-6 border border-line-2 py-1"
      />
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <Button icon="copy" onClick={() => void copy()}>
          {file.format === 'kustomize' ? 'Copy patch' : 'Copy'}
        </Button>
        <Button
          icon="download"
          onClick={() => saveFile(new Blob([file.text], { type: 'application/yaml' }), file.name)}
        >
          Download
        </Button>
        <span role="status" className="text-12 text-fg-3">
          {said}
        </span>
      </div>
      <ol aria-label="What to do with it" className="mt-2.5 grid gap-1 text-12 leading-[18px] text-fg-2">
        {git.instructions.map((instruction) => (
          <li key={instruction} className="wrap-anywhere">
            {visibleText(instruction)}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** Puts a text on the clipboard; false where the browser does not let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
