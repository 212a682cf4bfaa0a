import { describe, expect, it } from 'vitest'
import { clusterStatusSchema } from '@/lib/contract/services'
import { isFindingCode } from '@/lib/domain/finding/finding-words'
import { findingGuide } from '@/lib/domain/troubleshoot/guide/finding-guide'
import { guidePage } from '@/lib/domain/troubleshoot/guide/guide-page'
import { clusterStateGuide } from '@/lib/domain/troubleshoot/guide/state-guide'
import { toldSections } from '../../finding/told-findings'

const codes = toldSections.flatMap(({ told }) => told.map(({ code }) => code))

describe('docs/troubleshooting.md', () => {
  it('is written from the rules', async () => {
    await expect(guidePage(toldSections)).toMatchFileSnapshot('../../../../../docs/troubleshooting.md')
  })

  it('tells of everything that the rules can find, and of nothing else', () => {
    expect([...findingGuide.keys()].sort()).toEqual([...new Set(codes)].sort())
    expect([...findingGuide.keys()].filter((code) => !isFindingCode(code))).toEqual([])
  })

  it('says of each what one sees, how to check it, and what mends it', () => {
    for (const [code, { sees, check, here }] of findingGuide) {
      expect(
        [sees, here].every((text) => /[.)]$/.test(text)),
        code,
      ).toBe(true)
      expect(check.length, code).toBeGreaterThan(0)
    }
  })

  it('refuses a finding that nobody has written about', () => {
    const told = [{ code: 'NEW_RULE', severity: 'info', cause: '', fix: '' }]
    expect(() => guidePage([{ title: '', told }])).toThrow('NEW_RULE')
  })

  it('knows every state of a cluster', () => {
    expect(Object.keys(clusterStateGuide).sort()).toEqual([...clusterStatusSchema.shape.state.options].sort())
  })

  it('links only to sections that are there', () => {
    const page = guidePage(toldSections)
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    )
    const linked = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
    expect(linked.filter((anchor) => !anchors.includes(anchor))).toEqual([])
  })
})
