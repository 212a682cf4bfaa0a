'use client'

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { type CaseRequest, caseRequestSchema } from '@/lib/contract/troubleshoot'
import { type Symptom, symptoms } from '@/lib/domain/troubleshoot/symptom'
import { readLabels } from './read-labels'

export interface CaseUrl {
  request: CaseRequest
  /** As they stand in the URL. */
  client: string
  labels: string
  setSymptom(symptom: Symptom): void
  setClient(client: string, labels: string): void
}

/** The case that the URL names: its symptom, and the client where that is not any pod beside the alias. What is malformed there is passed over. */
export function useCaseUrl(namespace: string): CaseUrl {
  const [state, setState] = useQueryStates(
    {
      symptom: parseAsStringLiteral(symptoms).withDefault('resolution-fails'),
      client: parseAsString.withDefault(''),
      labels: parseAsString.withDefault(''),
    },
    { history: 'push' },
  )
  const { symptom, client, labels } = state
  const clientLabels = readLabels(labels)
  const wanted = {
    symptom,
    ...(client === '' || client === namespace ? {} : { clientNamespace: client }),
    ...(clientLabels === null ? {} : { clientLabels }),
  }
  const parsed = caseRequestSchema.safeParse(wanted)
  return {
    request: parsed.success ? parsed.data : { symptom },
    client: client === '' ? namespace : client,
    labels,
    setSymptom: (next) => void setState({ symptom: next }),
    setClient: (next, nextLabels) =>
      void setState({ client: next === namespace ? null : next, labels: nextLabels === '' ? null : nextLabels }),
  }
}
