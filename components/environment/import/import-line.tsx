'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useId, useState } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { changeLinkParams, noLink, planParam } from '@/components/change/change-link'
import { useNotice } from '@/components/session/notices'
import { Button } from '@/components/ui/button'
import { HostText } from '@/components/ui/host-text'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import type { ImportItem } from '@/lib/contract/environment-import'
import { importStateWords } from './import-state-words'

/** One imported Service: how it stands, each field that differs, and the change that would do it. */
export function ImportLine({ item }: { item: ImportItem }) {
  const { service, state, target, type, diff, why, keptBy } = item
  const [isOpen, setOpen] = useState(state === 'changed')
  const id = useId()
  const isThere = state !== 'new'
  const name = `${visibleText(service.namespace)}/${visibleText(service.name)}`
  return (
    <li className="border-b border-line last:border-b-0">
      <div className="flex min-h-9 items-center gap-2 px-5 py-1 max-sm:flex-wrap max-sm:px-4">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={`Fields of ${name}`}
          disabled={diff.length === 0}
          onClick={() => setOpen(!isOpen)}
          className="grid size-6 shrink-0 place-items-center rounded-4 hover:bg-hover disabled:invisible"
        >
          <Icon name="chevron" size={14} className={clsx('text-fg-3', isOpen && 'rotate-180')} />
        </button>
        <span className={clsx('w-32 shrink-0 text-12 max-md:w-auto', stateClass[state])}>
          {importStateWords[state]}
        </span>
        <span className="w-64 min-w-0 shrink-0 truncate max-md:w-auto max-md:flex-1">
          {isThere ? (
            <Link href={aliasHref(service)} prefetch={false} className="hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </span>
        <span className="min-w-0 flex-1 truncate text-fg-2 max-md:basis-full">
          {target === null ? `${type} in the cluster` : <HostText host={target} />}
        </span>
        {keptBy !== null && state === 'changed' && (
          <span className="shrink-0 text-12 text-fg-3">kept by {visibleText(keptBy)}</span>
        )}
        <PlanButton item={item} name={name} />
      </div>
      {why !== null && <p className="px-5 pb-1.5 pl-[58px] text-12 text-fg-3 max-sm:px-4">{visibleText(why)}</p>}
      {isOpen && diff.length > 0 && <Fields id={id} item={item} />}
    </li>
  )
}

const stateClass: Readonly<Record<ImportItem['state'], string>> = {
  new: 'text-diff-add',
  changed: 'text-warning',
  same: 'text-fg-3',
  unknown: 'text-unknown',
  'only-in-cluster': 'text-fg-2',
}

function PlanButton({ item: { change, state }, name }: { item: ImportItem; name: string }) {
  const [, setLink] = useQueryStates(changeLinkParams)
  const say = useNotice()
  if (change === null) return null
  const plan = async () => {
    const param = await planParam(JSON.stringify(change))
    if (param === null) say(`The change of ${name} is too long for a link.`, 'warning')
    else void setLink({ ...noLink, plan: param })
  }
  return (
    <Button icon="arrow" className="shrink-0" onClick={() => void plan()}>
      {state === 'new' ? 'Create…' : 'Change…'} <span className="sr-only">{name}</span>
    </Button>
  )
}

function Fields({ id, item: { diff, moreDiff } }: { id: string; item: ImportItem }) {
  return (
    <div id={id} className="mono mb-2 ml-[58px] mr-5 rounded-6 border border-line-2 py-1 max-sm:mx-4">
      {diff.map(({ path, before, after }) => (
        <div key={path}>
          {isSaid(before) && (
            <p className="bg-diff-del-bg px-2.5 break-all text-diff-del">
              <span aria-hidden="true">− </span>
              <span className="sr-only">now </span>
              {visibleText(path)}: {written(before)}
            </p>
          )}
          {isSaid(after) && (
            <p className="bg-diff-add-bg px-2.5 break-all text-diff-add">
              <span aria-hidden="true">+ </span>
              <span className="sr-only">then </span>
              {visibleText(path)}: {written(after)}
            </p>
          )}
        </div>
      ))}
      {moreDiff > 0 && <p className="px-2.5 text-fg-3">and {moreDiff} more fields</p>}
    </div>
  )
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined
}

function written(value: unknown): string {
  return visibleText(typeof value === 'string' ? value : JSON.stringify(value))
}
