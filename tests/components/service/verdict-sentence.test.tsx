import { describe, expect, it } from 'vitest'
import { verdictSentence } from '@/components/service/verdict-sentence'
import type { Finding } from '@/lib/domain/finding/finding'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import { answer, serviceName, target, verdict } from '../../lib/domain/diagram/sample-resolution'

const gone = (vantage: 'cluster' | 'outside') =>
  answer({ vantage, verdict: verdict('NXDOMAIN_ORIGIN', 'critical'), hops: [], addresses: [], brokenAt: target })
const correct: Finding = { code: 'NXDOMAIN_ORIGIN', severity: 'critical', evidence: '', cause: '', fix: 'Correct it.' }
const say = (...vantages: VantageAnswer[]) => verdictSentence({ serviceName, target, vantages }, [correct])

describe('the sentence of a verdict', () => {
  it('does not have a target corrected that the cluster resolves', () => {
    const said = say(answer({ vantage: 'cluster' }), gone('outside'))
    expect(said).toMatchObject({ severity: 'critical', side: 'Only the outside view fails.' })
    expect(said?.detail).toContain('nothing is to mend')
    expect(said?.detail).not.toContain(correct.fix)
  })

  it('sends to the resolver of the cluster where only that one does not know the name', () => {
    const said = say(gone('cluster'), answer())
    expect(said?.side).toBe('Our side, not the provider’s.')
    expect(said?.detail).toContain('Have the cluster’s DNS ask a resolver that knows it')
    expect(said?.detail).not.toContain(correct.fix)
  })

  it('has the target corrected where nobody resolves it', () => {
    expect(say(gone('cluster'), gone('outside'))).toMatchObject({
      side: 'Not the cluster’s DNS alone.',
      detail: `From outside it is the same. ${correct.fix}`,
    })
  })
})
