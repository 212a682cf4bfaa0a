'use client'

import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { saveFile } from '@/components/ui/save-file'
import { newFilePatch } from '@/lib/domain/git-change/new-file-patch'
import type { ManifestText } from './manifest-text'

interface YamlActionsProps {
  manifest: ManifestText
  /** What is stored already is in its repository, where a patch of a new file does not fit. */
  isNew: boolean
}

/** The manifest for elsewhere: copied, as a file, or as a patch that adds it to a repository. */
export function YamlActions({ manifest: { text, manifests, service }, isNew }: YamlActionsProps) {
  const name = (manifests.length > 1 ? manifests[0]?.service : service)?.metadata.name || 'alias'
  const save = (content: string, file: string, type: string) => saveFile(new Blob([content], { type }), file)
  return (
    <>
      <Button variant="quiet" icon="download" onClick={() => save(text, `${name}.yaml`, 'application/yaml')}>
        Download
      </Button>
      {isNew && (
        <Button
          variant="quiet"
          icon="git"
          onClick={() => save(newFilePatch(`${name}.yaml`, text), `${name}.patch`, 'text/x-diff')}
        >
          Git patch
        </Button>
      )}
      <CopyButton text={text} label="Copy YAML" />
    </>
  )
}
