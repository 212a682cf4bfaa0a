'use client'

import { clsx } from 'clsx'
import { Icon } from '@/components/ui/icon'
import { useTimed } from '@/components/ui/now'
import { TimeOfDay } from '@/components/ui/time-of-day'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import { changeStateWords } from './change-state-words'
import { appliedMs, elapsedSeconds } from './change-times'
import { spanWords, tookWords } from './clock-text'
import { type LifeStep, lifeSteps } from './life-steps'

/** What happened so far and what is still to come, in order, with its times. `to` is what the target is called. */
export function ChangeProgress({ change, to }: { change: ChangeView; to: string }) {
  const steps = lifeSteps(change, to)
  return (
    <ol aria-label="What happened" className="relative">
      {steps.map((step, index) => (
        <li
          key={`${step.state} ${step.at}`}
          aria-current={step.status === 'now' ? 'step' : undefined}
          className="relative grid grid-cols-[22px_minmax(0,1fr)_auto] gap-x-3.5 pb-3.5 last:pb-1"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className={clsx(
                'absolute top-5.5 bottom-0 left-2.5 border-l-2',
                step.at === null ? 'border-line-2' : 'border-fg-3',
              )}
            />
          )}
          <Ring step={step} number={index + 1} />
          <b className={clsx('min-w-0 font-semibold wrap-anywhere', step.status === 'next' && 'text-fg-2')}>
            {visibleText(step.title)}{' '}
            {step.status === 'now' && <span className="text-12 font-medium text-accent">now</span>}
          </b>
          <span className="text-right text-12 text-fg-3">
            <When change={change} step={step} index={index} />
          </span>
          {step.note !== null && (
            <p className={clsx('col-span-2 col-start-2 wrap-anywhere', step.at === null ? 'text-fg-3' : 'text-fg-2')}>
              {visibleText(step.note)}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function Ring({ step: { state, status }, number }: { step: LifeStep; number: number }) {
  const isCritical = changeStateWords(state).severity === 'critical'
  return (
    <span
      className={clsx('grid size-5.5 place-items-center rounded-full text-11', {
        'bg-fg-3 text-canvas': status === 'done',
        'border-[1.5px] border-accent text-accent ring-2 ring-accent-bg': status === 'now',
        'border border-line-3 text-fg-3': status === 'next',
        'bg-critical-solid text-on-critical': status === 'bad' && isCritical,
        'bg-warning-solid text-on-warning': status === 'bad' && !isCritical,
      })}
    >
      {status === 'done' ? <Icon name="check" size={13} /> : status === 'bad' ? isCritical ? '×' : '!' : number}
    </span>
  )
}

function When({ change, step, index }: { change: ChangeView; step: LifeStep; index: number }) {
  if (step.at !== null) return <Reached change={change} at={step.at} index={index} />
  if (step.status === 'now') return <Running change={change} step={step} />
  if (step.state === 'completed' && change.soakUntil !== null)
    return (
      <>
        until <TimeOfDay at={change.soakUntil} />
      </>
    )
  return null
}

function Reached({ change, at, index }: { change: ChangeView; at: string; index: number }) {
  const seconds = (Date.parse(at) - appliedMs(change)) / 1000
  return (
    <>
      <TimeOfDay at={at} withSeconds />
      {index > 1 && seconds >= 0 && `, after ${tookWords(seconds)}`}
    </>
  )
}

function Running({ change, step }: { change: ChangeView; step: LifeStep }) {
  const elapsed = useTimed((nowMs) => elapsedSeconds(change, nowMs))
  const untilMs = change.soakUntil === null ? null : Date.parse(change.soakUntil)
  const soakLeft = useTimed((nowMs) => (untilMs === null ? null : Math.max(0, Math.round((untilMs - nowMs) / 1000))))
  if (step.state === 'completed') return soakLeft === null ? null : `${spanWords(soakLeft)} left`
  const atMost = step.state === 'verifying' ? change.cutOver?.newConnections.parts : undefined
  const ttl = atMost?.find(({ code }) => code === 'cluster-dns')?.seconds ?? null
  return ttl === null ? `${elapsed} s gone` : `${elapsed} s gone, ${ttl} s at most`
}
