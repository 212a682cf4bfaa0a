import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { serviceTypes } from '@/lib/domain/alias/alias'
import { canonicalSubject, type ReviewSubject, reviewSubject } from '@/lib/domain/review/review-subject'
import { subjectChanges } from '@/lib/domain/review/subject-changes'
import { sampleSubject } from './sample-review'

const port = fc.record({
  name: fc.option(fc.string({ maxLength: 8 })),
  port: fc.integer({ min: 1, max: 65_535 }),
  protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
})
const subjects: fc.Arbitrary<ReviewSubject> = fc.record({
  type: fc.constantFrom(...serviceTypes),
  target: fc.option(fc.string()),
  ports: fc.array(port, { maxLength: 4 }),
  owner: fc.option(fc.string()),
})

describe('what a sign-off is bound to', () => {
  test('has a text of its own for each target, type, port and owner', () => {
    expect(canonicalSubject(sampleSubject)).toBe(
      '{"owner":"orders-team","ports":[{"name":"sql","port":5432,"protocol":"TCP"}],"target":"db.example.net","type":"ExternalName","version":1}',
    )
    const others: Partial<ReviewSubject>[] = [
      { target: 'db2.example.net' },
      { target: null },
      { type: 'ClusterIP' },
      { owner: null },
      { owner: 'null' },
      { ports: [] },
      { ports: [{ name: 'sql', port: 5432, protocol: 'UDP' }] },
      { ports: [{ name: null, port: 5432, protocol: 'TCP' }] },
    ]
    const texts = [sampleSubject, ...others.map((other) => ({ ...sampleSubject, ...other }))].map(canonicalSubject)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('is the same whatever order the ports are in, and differs exactly when something is told to differ', () => {
    fc.assert(
      fc.property(subjects, subjects, (one, other) => {
        const turned = { ...one, ports: one.ports.toReversed() }
        expect(canonicalSubject(turned)).toBe(canonicalSubject(one))
        const isSame = canonicalSubject(one) === canonicalSubject(other)
        if (isSame) expect(subjectChanges(one, other)).toEqual([])
        expect(JSON.parse(canonicalSubject(one))).toMatchObject({
          owner: one.owner,
          target: one.target,
          type: one.type,
        })
      }),
    )
  })

  test('is the same whatever order two ports are in that only differ in having an empty name or none', () => {
    const ports = ['', null].map((name) => ({ name, port: 12, protocol: 'TCP' }))
    const texts = [ports, ports.toReversed()].map((each) => canonicalSubject({ ...sampleSubject, ports: each }))
    expect(texts[0]).toBe(texts[1])
  })

  test('leaves out where the owner is read from and what the alias is named', () => {
    const alias = {
      type: 'ExternalName' as const,
      target: 'db.example.net',
      owner: { value: 'orders-team', source: 'team' },
    }
    const ports = [
      { name: 'web', port: 8080, protocol: 'TCP', targetPort: 'http' },
      { name: 'sql', port: 5432, protocol: 'TCP', targetPort: null },
    ]
    expect(reviewSubject({ ...alias, ports })).toEqual({
      ...sampleSubject,
      ports: [
        { name: 'sql', port: 5432, protocol: 'TCP' },
        { name: 'web', port: 8080, protocol: 'TCP' },
      ],
    })
  })
})

test('changes are told field by field, with what there was not as null', () => {
  const now: ReviewSubject = { ...sampleSubject, target: 'new.example.net', owner: null, ports: [] }
  expect(subjectChanges(sampleSubject, now)).toEqual([
    { field: 'target', before: 'db.example.net', after: 'new.example.net' },
    { field: 'ports', before: 'sql 5432/TCP', after: null },
    { field: 'owner', before: 'orders-team', after: null },
  ])
})
