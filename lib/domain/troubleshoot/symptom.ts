/** What an application suffers from, as somebody who looks for the cause would say it. */
export const symptoms = ['resolution-fails', 'connection-times-out', 'tls-errors', 'intermittent-failures'] as const

export type Symptom = (typeof symptoms)[number]
