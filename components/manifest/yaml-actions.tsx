'use client'

import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { saveFile } from '@/components/ui/save-file'
import { newFilePatch } from '@/lib/domain/git-change/new-file-patch'
import type { ManifestText } from './manifest-text'

/** The manifest for elsewhere: copied, as a file, or as a patch that adds it to a repository. */
export function YamlActions({ manifest: { text, manifests, service } }: { manifest: ManifestText }) {
  const name = (manifests.length > 1 ? manifests[0]?.service : service)?.metadata.name || 'alias'
  const save = (content: string, file: string, type: string) => saveFile(new Blob([content], { type }), file)
  return (
    <>
      <Button variant="quiet" icon="download" onClick={() => save(text, `${name}.yaml`, 'application/yaml')}>
        Download
      </Button>
      <Button
        variant="quiet"
        icon="git"
        onClick={() => save(newFilePatch(`${name}.yaml`, text), `${name}.patch`, 'text/x-diff')}
      >
        Git patch
      </Button>
      <CopyButton text={text} label="Copy YAML" />
    </>
  )
}
