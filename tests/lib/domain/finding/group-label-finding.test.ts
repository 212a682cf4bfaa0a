import { expect, it } from 'vitest'
import { groupLabelFinding } from '@/lib/domain/finding/group-label-finding'

const labels = (group?: string, role?: string) => ({
  ...(group === undefined ? {} : { 'signpost/group': group }),
  ...(role === undefined ? {} : { 'signpost/role': role }),
})

it.each([
  ['no label', labels(), null],
  ['a group and a role', labels('search', 'green'), null],
  ['a role that there is not', labels('search', 'purple'), 'signpost/role: purple'],
  ['a role in another case', labels('search', 'Blue'), 'signpost/role: Blue'],
  ['a group without a role', labels('search'), 'signpost/role: not set'],
  ['a role without a group', labels(undefined, 'blue'), 'signpost/group: not set'],
  ['a role of an empty group', labels('', 'blue'), 'signpost/group: '],
])('with %s', (_, given, evidence) => {
  const finding = groupLabelFinding(given)
  if (evidence === null) expect(finding).toBeNull()
  else {
    expect(finding).toMatchObject({ code: 'GROUP_LABEL', severity: 'warning' })
    expect(finding?.evidence).toContain(evidence)
  }
})
