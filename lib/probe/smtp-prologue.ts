import type { ProbeLimits } from './probe-limits'
import type { Prologue, PrologueStep } from './prologue'

type Stage = 'greeting' | 'greeted' | 'asked'

const maxLineBytes = 2048

/** Greeting, EHLO, STARTTLS (RFC 3207): each reply is one or more lines `250-…`, the last `250 …`. */
export function smtpPrologue(limits: Pick<ProbeLimits, 'prologueLines'>): Prologue {
  let stage: Stage = 'greeting'
  let held = ''
  let lines = 0
  let offersTls = false

  const endOfReply = (code: string, isLastByte: boolean): PrologueStep => {
    if (stage === 'greeting') {
      if (code !== '220') return noTls('its greeting is not that of an SMTP server')
      stage = 'greeted'
      return { kind: 'send', bytes: Buffer.from('EHLO signpost.invalid\r\n') }
    }
    if (stage === 'greeted') {
      if (code !== '250' || !offersTls) return noTls('the server does not offer STARTTLS')
      stage = 'asked'
      return { kind: 'send', bytes: Buffer.from('STARTTLS\r\n') }
    }
    if (code !== '220') return noTls('the server refuses STARTTLS')
    return isLastByte ? { kind: 'ready' } : noTls('it sent more than its answer before TLS')
  }

  return {
    opening: null,
    hear(chunk) {
      held += chunk.toString('latin1')
      for (let end = held.indexOf('\n'); end >= 0; end = held.indexOf('\n')) {
        const line = held.slice(0, end).replace(/\r$/, '')
        held = held.slice(end + 1)
        lines += 1
        const [, code, mark, text] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? []
        if (code === undefined) return noTls('its answer is not that of an SMTP server')
        if (lines > limits.prologueLines) return noTls('it says too much before TLS')
        if (stage === 'greeted' && /^STARTTLS\s*$/i.test(text ?? '')) offersTls = true
        if (mark !== '-') return endOfReply(code, held === '')
      }
      return held.length > maxLineBytes ? noTls('it says too much before TLS') : { kind: 'wait' }
    },
  }
}

function noTls(why: string): PrologueStep {
  return { kind: 'failed', fault: { failed: 'no-starttls', why } }
}
