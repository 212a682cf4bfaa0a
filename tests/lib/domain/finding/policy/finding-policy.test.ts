import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { consumerRules } from '@/lib/domain/finding/consumer-rules'
import { isFindingCode } from '@/lib/domain/finding/finding-words'
import { findingPolicies } from '@/lib/domain/finding/policy/finding-policy'
import { impossiblePolicies, policyRules } from '@/lib/domain/finding/policy/policy-rules'
import { rules } from '@/lib/domain/finding/rules'
import { sampleFacts } from '../sample-facts'

const documentsOf = (text: string) => parseAllDocuments(text).map((document) => document.toJS())
const all = policyRules.map((rule) => ({ rule, action: 'warn' as const }))

test('every rule is a policy or says why it cannot be one', () => {
  const codes = [...policyRules, ...impossiblePolicies].map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes).toEqual(expect.arrayContaining([...rules, ...consumerRules].map(({ code }) => code)))
  expect(codes.filter((code) => !isFindingCode(code))).toEqual([])
})

test('an alias that no rule has anything to say of is seen by none of them', () => {
  expect(policyRules.filter(({ sees }) => sees(sampleFacts())).map(({ code }) => code)).toEqual([])
})

test('a policy of each rule is bound once, under one name, and tells the text of the finding in one line', () => {
  const documents = documentsOf(findingPolicies(all, 'cluster.local'))
  expect(documents).toHaveLength(policyRules.length * 2)
  for (const [index, { code, cause, fix }] of policyRules.entries()) {
    const [policy, binding] = documents.slice(index * 2)
    const name = `signpost-${code.toLowerCase().replaceAll('_', '-')}`
    expect(policy).toMatchObject({ kind: 'ValidatingAdmissionPolicy', metadata: { name } })
    expect(binding).toMatchObject({ kind: 'ValidatingAdmissionPolicyBinding', metadata: { name } })
    expect(binding.spec).toEqual({ policyName: name, validationActions: ['Warn'] })
    expect(policy.spec.validations).toHaveLength(1)
    expect(policy.spec.validations[0].message).toBe(`${code}: ${cause} ${fix}`)
    expect(policy.spec.validations[0].message).not.toContain('\n')
  }
})

test('defines every variable that an expression uses, and no other', () => {
  for (const { spec } of documentsOf(findingPolicies(all, 'cluster.local')).filter(({ spec }) => spec.validations)) {
    const expressions = [...spec.validations, ...spec.variables].map(({ expression }) => expression).join(' ')
    const used = new Set([...expressions.matchAll(/variables\.(\w+)/g)].map(([, name]) => name))
    expect(new Set(spec.variables.map(({ name }: { name: string }) => name))).toEqual(used)
  }
})

test('only what is to be refused stands in the way when an expression fails', () => {
  const [rule] = policyRules
  const policyFor = (action: 'warn' | 'audit' | 'deny') =>
    documentsOf(rule ? findingPolicies([{ rule, action }], 'cluster.local') : '').map(
      ({ spec }) => spec.failurePolicy ?? spec.validationActions,
    )
  expect(policyFor('deny')).toEqual(['Fail', ['Deny']])
  expect(policyFor('warn')).toEqual(['Ignore', ['Warn']])
  expect(policyFor('audit')).toEqual(['Ignore', ['Audit']])
})

test('names the domain of the cluster that it is made for', () => {
  const rule = policyRules.find(({ code }) => code === 'IN_CLUSTER_TARGET')
  const text = rule ? findingPolicies([{ rule, action: 'warn' }], 'corp.internal') : ''
  const [{ spec }] = documentsOf(text)
  expect(spec.validations[0].expression).toContain('svc\\\\.corp\\\\.internal$')
})
