'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { CheckLine } from '@/components/change/check-section'
import { RoleToAskFor } from '@/components/session/role-to-ask-for'
import { Button } from '@/components/ui/button'
import { visibleText } from '@/components/ui/visible-text'
import { namespacesQuery } from '@/lib/client/manifest-queries'
import { summaryQuery } from '@/lib/client/queries'
import type { NamespaceView } from '@/lib/contract/namespaces'
import { FormRow, fieldClass } from './form-row'
import { NamespaceForm } from './namespace-form'

interface NamespaceChoiceProps {
  place: { cluster: string; namespace: string }
  isLocked: boolean
  onCluster: (cluster: string) => void
  onNamespace: (namespace: string) => void
  /** What else is to be said of the namespace. */
  children?: ReactNode
}

/** The cluster and the namespace of what is to be made, what that namespace is for, and whether the viewer may create Services there. */
export function NamespaceChoice(props: NamespaceChoiceProps) {
  const { place, isLocked, onCluster, onNamespace, children } = props
  const { cluster, namespace } = place
  const id = useId()
  const { data: summary } = useQuery(summaryQuery())
  const list = useQuery({ ...namespacesQuery(cluster), enabled: cluster !== '' })
  const [isCreating, setCreating] = useState(false)
  const known = list.data?.items ?? []
  // More than a list gives, or none at all: then the name is typed.
  const isTyped = list.isError || (list.data !== undefined && (known.length === 0 || list.data.total > known.length))
  const chosen = known.find(({ name }) => name === namespace) ?? null
  const field = { 'aria-label': 'Namespace', 'aria-describedby': id, value: namespace, className: fieldClass }
  return (
    <FormRow label="Where">
      <div className="grid grid-cols-2 gap-2">
        <select
          aria-label="Cluster"
          value={cluster}
          onChange={({ target }) => onCluster(target.value)}
          className={fieldClass}
        >
          {(summary?.clusters ?? []).map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        {isTyped ? (
          <input
            {...field}
            list={`${id}-known`}
            readOnly={isLocked}
            maxLength={63}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            onChange={({ target }) => onNamespace(target.value)}
          />
        ) : (
          <select
            {...field}
            disabled={isLocked}
            aria-busy={list.isPending}
            onChange={({ target }) => onNamespace(target.value)}
          >
            {namespace === '' && <option value="">Choose a namespace</option>}
            {namespace !== '' && chosen === null && <option>{namespace}</option>}
            {known.map((each) => (
              <option key={each.name} value={each.name}>
                {optionWords(each)}
              </option>
            ))}
          </select>
        )}
      </div>
      {isTyped && (
        <datalist id={`${id}-known`}>
          {known.map((each) => (
            <option key={each.name} value={each.name} />
          ))}
        </datalist>
      )}
      <ul id={id} className="mt-1 empty:hidden">
        {children}
        {list.isError && (
          <CheckLine severity="unknown" says="The namespaces could not be listed" evidence={list.error.message} />
        )}
        {list.data && namespace !== '' && (chosen !== null || list.data.total === known.length) && (
          <PlaceCheck namespace={namespace} chosen={chosen} />
        )}
      </ul>
      {chosen?.canCreateServices === false && (
        <RoleToAskFor
          cluster={cluster}
          rights={[{ verb: 'create', resource: 'services', namespace }]}
          name="signpost-create"
        />
      )}
      {list.data && (
        <MayCreate
          cluster={cluster}
          may={list.data.canCreateNamespace}
          isOpen={isCreating}
          onOpen={() => setCreating(!isCreating)}
        />
      )}
      {isCreating && (
        <NamespaceForm
          cluster={cluster}
          onCreated={(name) => {
            setCreating(false)
            onNamespace(name)
          }}
        />
      )}
    </FormRow>
  )
}

function optionWords({ name, purpose, environment }: NamespaceView): string {
  const about = [purpose, environment].filter((each) => each !== null && each !== name)
  return visibleText([name, ...about].join(' · '))
}

function PlaceCheck({ namespace, chosen }: { namespace: string; chosen: NamespaceView | null }) {
  if (chosen === null)
    return <CheckLine severity="warning" says={`No namespace ${namespace} that you may see`} evidence="namespaces" />
  const evidence = [chosen.owner, chosen.aliases === null ? null : `${chosen.aliases} aliases`]
  const about = evidence.filter((each) => each !== null).join(', ')
  switch (chosen.canCreateServices) {
    case true:
      return <CheckLine severity="ok" says={`You may create services in ${namespace}`} evidence={about} />
    case false:
      return (
        <CheckLine
          severity="critical"
          says={`You may not create services in ${namespace}`}
          evidence="create services"
        />
      )
    case null:
      return <CheckLine severity="unknown" says="Whether you may create services there is not known" evidence={about} />
  }
}

interface MayCreateProps {
  cluster: string
  may: boolean | null
  isOpen: boolean
  onOpen: () => void
}

function MayCreate({ cluster, may, isOpen, onOpen }: MayCreateProps) {
  const id = useId()
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <Button
        variant="quiet"
        icon="plus"
        unavailable={may === false}
        aria-expanded={isOpen}
        aria-describedby={may === false ? id : undefined}
        onClick={onOpen}
        className="-ml-2.5"
      >
        Create a namespace
      </Button>
      {may === false && (
        <span id={id} className="text-11 text-fg-3">
          needs <span className="mono-11">create namespaces</span>
        </span>
      )}
      {may === false && (
        <RoleToAskFor
          cluster={cluster}
          rights={[{ verb: 'create', resource: 'namespaces', namespace: null }]}
          name="signpost-create-namespaces"
        />
      )}
    </div>
  )
}
