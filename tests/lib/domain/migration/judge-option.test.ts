import { describe, expect, it } from 'vitest'
import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { judgeOption, type SeenService } from '@/lib/domain/migration/judge-option'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { madeChange, service } from './sample-migration'

const clean: ChangeRequest = { kind: 'annotate', service, annotations: { 'migration-status': null } }
const gone: ChangeRequest = { kind: 'delete', service }
const marked: SeenService = { annotations: { 'migration-status': 'target' } }
const bare: SeenService = { annotations: {} }
const seen = (found?: SeenService) => new Map(found === undefined ? [] : [[serviceKey(service), found] as const])
const made = madeChange({ phase: 'close', kind: 'annotate', state: 'completed' })

describe('a change of choice', () => {
  it.each([
    ['an annotation that is there', clean, marked, 'open'],
    ['an annotation that is gone', clean, bare, 'needless'],
    ['the annotation of a Service that is gone', clean, null, 'needless'],
    ['an annotation of a Service that could not be read', clean, undefined, 'open'],
    ['a Service that is there', gone, bare, 'open'],
    ['a Service that is gone', gone, null, 'needless'],
    ['a Service that could not be read', gone, undefined, 'open'],
  ] as const)('that removes %s', (_, request, found, state) => {
    expect(judgeOption(request, null, seen(found))).toEqual({ request, state, change: null })
  })

  it('that was taken says by which change, also where the Service cannot be read', () => {
    for (const found of [bare, undefined])
      expect(judgeOption(clean, made, seen(found))).toEqual({ request: clean, state: 'taken', change: made })
  })

  it('is offered anew where the Service is as it was before', () => {
    expect(judgeOption(clean, made, seen(marked))).toMatchObject({ state: 'open', change: null })
  })

  it('is not offered while it is on its way, whatever was read', () => {
    const change = madeChange({ phase: 'close', kind: 'annotate', state: 'applied' })
    expect(judgeOption(clean, change, seen(marked))).toMatchObject({ state: 'taken', change })
  })
})
