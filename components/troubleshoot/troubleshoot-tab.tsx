'use client'

import { useQuery } from '@tanstack/react-query'
import { useShortcuts } from '@/components/session/shortcuts'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { caseQuery } from '@/lib/client/case-query'
import type { CaseView } from '@/lib/contract/troubleshoot'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { symptoms } from '@/lib/domain/troubleshoot/symptom'
import { ByHand } from './by-hand'
import { CaseSkeleton } from './case-skeleton'
import { stateWords } from './case-state-words'
import { CaseWords } from './case-words'
import { ClientForm } from './client-form'
import { CorednsSaid } from './coredns-said'
import { ErrorLine } from './error-line'
import { SymptomStrip } from './symptom-strip'
import { TriedSteps } from './tried-steps'
import { useCaseUrl } from './use-case-url'

/** A symptom, looked into: what was tried, and what it comes to. */
export function TroubleshootTab({ service }: { service: ServiceRef }) {
  const { request, client, labels, setSymptom, setClient } = useCaseUrl(service.namespace)
  const { data, error, isFetching, refetch } = useQuery(caseQuery(service, request))
  const runAgain = () => void (isFetching || refetch())
  useShortcuts({
    r: runAgain,
    ...Object.fromEntries(symptoms.map((symptom, index) => [`${index + 1}`, () => setSymptom(symptom)])),
  })
  return (
    <>
      <SymptomStrip current={request.symptom} onSelect={setSymptom} />
      <div className="flex items-start gap-x-3 gap-y-2 border-b border-line px-5 py-2 max-md:flex-wrap max-sm:px-4">
        <ErrorLine onSymptom={setSymptom} />
        <ClientForm namespace={client} labels={labels} onChange={setClient} />
        <Button
          icon="ask"
          unavailable={isFetching}
          aria-busy={isFetching || undefined}
          onClick={runAgain}
          className="min-w-24 max-sm:w-full"
        >
          {isFetching ? 'Running…' : 'Run again'}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {isFetching ? 'The checks run.' : data === undefined ? '' : stateWords(data)}
      </p>
      {data !== undefined ? <Found found={data} /> : error ? <Failed error={error} /> : <CaseSkeleton />}
    </>
  )
}

function Found({ found }: { found: CaseView }) {
  return (
    <div className="grid grid-cols-[436px_minmax(0,1fr)] max-lg:grid-cols-[340px_minmax(0,1fr)] max-md:grid-cols-1">
      <TriedSteps found={found} />
      <div className="min-w-0 border-l border-line max-md:-order-1 max-md:border-b max-md:border-l-0">
        <CaseWords found={found} />
        <ByHand found={found} />
        <CorednsSaid log={found.log} />
      </div>
    </div>
  )
}

function Failed({ error }: { error: Error }) {
  return <EmptyState title="The checks could not be run">{error.message}</EmptyState>
}
