import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { TroubleshootTab } from '@/components/troubleshoot/troubleshoot-tab'
import { type CaseView, caseSchema } from '@/lib/contract/troubleshoot'
import type { CaseFacts } from '@/lib/domain/troubleshoot/case-facts'
import { openCase } from '@/lib/domain/troubleshoot/open-case'
import type { Symptom } from '@/lib/domain/troubleshoot/symptom'
import { answer, brokenInCluster } from '../../lib/domain/diagram/sample-resolution'
import { facts, known, skipped } from '../../lib/domain/troubleshoot/sample-facts'
import { problem, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

const service = { cluster: 'prod', namespace: 'finance', name: 'erp' }
const path = 'POST /services/prod/finance/erp/troubleshoot'

function found(symptom: Symptom = 'resolution-fails', change: Partial<CaseFacts> = {}): CaseView {
  return caseSchema.parse(openCase(symptom, facts({ answers: known([brokenInCluster(), answer()]), ...change })))
}

interface Shown {
  search?: string
  respond?: Parameters<typeof startConsoleServer>[0][string]
}

async function show({ search = '', respond = () => ({ body: found() }) }: Shown = {}) {
  const calls = await startConsoleServer({ [path]: respond })
  const rendered = renderScreen(<TroubleshootTab service={service} />, {
    path: '/services/prod/finance/erp',
    search: `?tab=troubleshoot${search}`,
  })
  return { ...rendered, calls, user: userEvent.setup() }
}

const heading = (name: string) => screen.findByRole('heading', { name })

describe('troubleshooting an alias', () => {
  it('runs the checks by itself and says issue, cause with its side, evidence and fix', async () => {
    const { calls } = await show()
    await screen.findByText('Pods get no address for erp.')
    const section = (await heading('What it comes to')).closest('section')
    expect(section?.textContent).toContain('Our side, not the provider’s.')
    expect(section?.textContent).toContain('Cause found, our side')
    const lines = screen.getByRole('region', { name: 'Corefile lines of the fix' })
    expect(lines.textContent).toContain('forward . 10.10.0.53')
    expect(calls.map(({ body }) => body)).toEqual([{ symptom: 'resolution-fails' }])
  })

  it('lists what was tried in order, a skipped step with the reason and without a severity', async () => {
    const egress = skipped('Not read: you may not list networkpolicies in finance.')
    await show({ respond: () => ({ body: found('resolution-fails', { egress }) }) })
    const tried = (await heading('What was tried')).closest('section')
    const steps = within(tried ?? document.body).getAllByRole('listitem')
    expect(steps).toHaveLength(13)
    const [first] = steps
    expect(first?.textContent).toContain('The target is a name for DNS')
    const [denied] = steps.filter((step) => step.textContent.includes('networkpolicies'))
    expect(within(denied ?? document.body).getByRole('img', { name: 'skipped' })).toBeTruthy()
  })

  it('shows each line to copy once, with what it gave', async () => {
    await show()
    await screen.findByText('SERVFAIL, upstream')
    const lines = screen.getAllByText(/^(kubectl|dig|nc|openssl) /).map(({ textContent }) => textContent)
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines).toContain('dig @10.96.0.10 erp-vip.dc2.company.com A')
  })

  it('takes another symptom into the URL and looks into that one', async () => {
    const { user, searches, calls } = await show({
      respond: ({ body }) => ({
        body: found(JSON.stringify(body).includes('tls') ? 'tls-errors' : 'resolution-fails'),
      }),
    })
    await screen.findByText('Pods get no address for erp.')
    await user.click(screen.getByRole('link', { name: /^Certificate refused/ }))
    await expect.poll(() => calls.at(-1)?.body).toEqual({ symptom: 'tls-errors' })
    expect(searches.at(-1)).toContain('symptom=tls-errors')
    expect(screen.getByRole('link', { name: /^Certificate refused/ }).getAttribute('aria-current')).toBe('true')
  })

  it('reads a pasted error line, chooses its symptom and sends the line nowhere', async () => {
    const { user, calls, searches } = await show()
    const field = await screen.findByRole('textbox', { name: 'Error line of an application' })
    await user.click(field)
    await user.paste('Error: connect ETIMEDOUT 10.40.8.21:8443 token=hunter2')
    expect(screen.getByText(/Packets to the address/)).toBeTruthy()
    await expect.poll(() => calls.at(-1)?.body).toEqual({ symptom: 'connection-times-out' })
    expect(searches.at(-1)).toContain('symptom=connection-times-out')
    expect(JSON.stringify([calls, searches])).not.toContain('hunter2')
  })

  it('asks for the client that is named, and says what is wrong with one that cannot be', async () => {
    const { user, calls, searches } = await show()
    const field = await screen.findByRole('textbox', { name: 'Client in' })
    await user.clear(field)
    await user.type(field, 'Web Shop{Enter}')
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Namespace: must be a DNS label/)
    expect(calls).toHaveLength(1)
    await user.clear(field)
    await user.type(field, 'web')
    await user.click(screen.getByRole('textbox', { name: "Labels of the client's pods" }))
    await user.paste('app=front')
    await user.keyboard('{Enter}')
    await expect
      .poll(() => calls.at(-1)?.body)
      .toEqual({ symptom: 'resolution-fails', clientNamespace: 'web', clientLabels: { app: 'front' } })
    expect(searches.at(-1)).toContain('client=web')
  })

  it('is the case that a link names', async () => {
    const { calls } = await show({ search: '&symptom=tls-errors&client=web&labels=app%3Dfront' })
    await screen.findByText('Pods get no address for erp.')
    expect(calls[0]?.body).toEqual({ symptom: 'tls-errors', clientNamespace: 'web', clientLabels: { app: 'front' } })
  })

  it('says that the checks run, keeps the case while they run again, and runs them once', async () => {
    const held = Promise.withResolvers<void>()
    let asked = 0
    const { user } = await show({
      respond: async () => {
        asked += 1
        if (asked > 1) await held.promise
        return { body: found() }
      },
    })
    await screen.findByText('Pods get no address for erp.')
    await user.click(screen.getByRole('button', { name: 'Run again' }))
    const button = await screen.findByRole('button', { name: 'Running…' })
    expect(button.getAttribute('aria-busy')).toBe('true')
    await user.keyboard('r')
    expect(screen.getByText('Pods get no address for erp.')).toBeTruthy()
    held.resolve()
    await screen.findByRole('button', { name: 'Run again' })
    expect(asked).toBe(2)
  })

  it('chooses a symptom by its number', async () => {
    const { user, searches } = await show()
    await screen.findByText('Pods get no address for erp.')
    await user.keyboard('4')
    await expect.poll(() => searches.at(-1)).toContain('symptom=intermittent-failures')
  })

  it('says why the checks could not be run', async () => {
    await show({
      respond: () => ({ status: 429, body: problem(429, 'rate-limited', '8 cases are being looked into already.') }),
    })
    await heading('The checks could not be run')
    expect(screen.getByText('8 cases are being looked into already.')).toBeTruthy()
  })

  it('shows log lines as text, marks those that tell of a failure', async () => {
    const lines = ['2026-11-24T13:47:11Z [ERROR] erp-vip.dc2.company.com. A: <img src=x>\u202e i/o timeout']
    const { container } = await show({
      respond: () => ({ body: found('resolution-fails', { log: known([{ pod: 'coredns-0', lines }]) }) }),
    })
    const log = await screen.findByRole('region', { name: 'Log of coredns-0' })
    expect(log.textContent).toContain(
      '13:47:11 error: [ERROR] erp-vip.dc2.company.com. A: <img src=x>\\u{202e} i/o timeout',
    )
    expect(container.querySelector('img')).toBeNull()
  })
})
