'use client'

import { CodeBlock } from '@/components/service/code-block'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { visibleText } from '@/components/ui/visible-text'
import { type MissingRight, roleToAskFor } from '@/lib/domain/access/role-to-ask-for'
import { useNotice } from './notices'

interface RoleDialogProps {
  user: string
  rights: readonly MissingRight[]
  name: string
  onClose: () => void
}

/** The Role to send to whoever may grant it, to read before it is sent. */
export function RoleDialog({ user, rights, name, onClose }: RoleDialogProps) {
  const say = useNotice()
  const role = roleToAskFor(user, rights, name)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(role)
      say('Copied the role to ask for')
      onClose()
    } catch {
      say('Could not copy: select the text and copy it.', 'warning')
    }
  }
  return (
    <Dialog open onOpenChange={onClose} title="Role to ask for">
      <div className="grid gap-3 px-5 py-4">
        <p>
          It gives <bdi className="mono">{visibleText(user)}</bdi> {rightsWords(rights)}. Send it to whoever grants
          rights there; they apply it as it is.
        </p>
        <CodeBlock text={role} label="Role to ask for" keys className="rounded-8 bg-sunken py-2 pl-3" />
        <p className="text-12 text-fg-3">Signpost sees within a minute that it was granted.</p>
        <Button variant="ink" size="lg" icon="copy" onClick={() => void copy()} className="justify-self-end">
          Copy
        </Button>
      </div>
    </Dialog>
  )
}

function rightsWords(rights: readonly MissingRight[]): string {
  const places = Map.groupBy(rights, ({ namespace, resource }) => `${resource} in ${namespace ?? 'the whole cluster'}`)
  const words = [...places].map(([place, lacking]) => `${verbs(lacking)} ${place}`)
  return new Intl.ListFormat('en').format(words)
}

function verbs(rights: readonly MissingRight[]): string {
  return new Intl.ListFormat('en').format(new Set(rights.map(({ verb }) => verb)))
}
