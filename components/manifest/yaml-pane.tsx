'use client'

import { type Ref, useId, useImperativeHandle, useRef } from 'react'
import { Section } from '@/components/service/section'
import { Button } from '@/components/ui/button'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ManifestProblem } from '@/lib/domain/manifest/read-manifests'
import type { ManifestText } from './manifest-text'
import { YamlActions } from './yaml-actions'
import { YamlEditor, type YamlEditorHandle } from './yaml-editor'

interface YamlPaneProps {
  manifest: ManifestText
  isNew: boolean
  onText: (text: string) => void
  ref: Ref<YamlEditorHandle>
}

const unseen = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u

/** The manifest as text, and what keeps it from being read, with line and column. */
export function YamlPane({ manifest, isNew, onText, ref }: YamlPaneProps) {
  const id = useId()
  const editor = useRef<YamlEditorHandle>(null)
  useImperativeHandle(ref, () => ({
    goTo: (line, column) => editor.current?.goTo(line, column),
    focus: () => editor.current?.focus(),
  }))
  const { text, manifests, edited } = manifest
  const problems = [...manifests.flatMap((each) => each.problems), ...hidden(text)]
  return (
    <Section
      title="Manifest"
      note={noteOf(manifest, problems)}
      action={<YamlActions manifest={manifest} isNew={isNew} />}
    >
      <YamlEditor
        ref={editor}
        text={text}
        faulty={new Set(problems.map(({ line }) => line))}
        edited={edited?.line ?? null}
        describedBy={id}
        onText={onText}
      />
      <ul id={id} aria-live="polite" className="mt-1">
        {problems.slice(0, 6).map((problem) => (
          <li key={`${problem.line} ${problem.column} ${problem.message}`} className="flex items-start gap-3 py-0.5">
            <SeverityGlyph severity="critical" size={14} className="mt-[3px]" />
            <span className="min-w-0 flex-1 wrap-anywhere">{problemWords(problem)}</span>
            <Button
              variant="quiet"
              onClick={() => editor.current?.goTo(problem.line, problem.column)}
              className="-my-1 shrink-0"
            >
              Line {problem.line}, column {problem.column}
            </Button>
          </li>
        ))}
        {problems.length > 6 && <li className="py-0.5 text-fg-3">And {problems.length - 6} more.</li>}
      </ul>
    </Section>
  )
}

// They would hide or reorder what is read, and cannot be shown in the text itself.
function hidden(text: string): ManifestProblem[] {
  return text.split('\n').flatMap((line, index) => {
    const at = line.search(unseen)
    if (at < 0) return []
    const message = `the character ${visibleText(line.slice(at, at + 1))} cannot be seen`
    return [{ line: index + 1, column: at + 1, field: null, message }]
  })
}

function problemWords({ field, message }: ManifestProblem): string {
  if (field !== null) return visibleText(`${field}: ${message}`)
  return visibleText(message.charAt(0).toUpperCase() + message.slice(1))
}

function noteOf({ edited, manifests }: ManifestText, problems: readonly ManifestProblem[]): string {
  const [first] = problems
  if (first !== undefined)
    return `cannot be read at line ${first.line}${manifests.length > 1 ? '' : ', the form waits'}`
  if (edited === null) return ''
  if (manifests.length !== 1) return `edited at line ${edited.line}`
  return edited.by === 'form' ? `line ${edited.line}, by the form` : `edited at line ${edited.line}, the form follows`
}
