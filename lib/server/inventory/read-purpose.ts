import type { Alias } from '@/lib/domain/alias/alias'
import { readUseCase, type UseCaseReading, type UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { serviceName } from '@/lib/domain/provider/service-name'

/** Whose service the target of an alias is, null for none that is known, and what the alias is for. */
export interface Purpose extends UseCaseReading {
  provider: string | null
}

/** What rows show of it; why it is thought so is read again for whoever asks. */
export type KnownPurpose = Pick<Purpose, 'provider' | 'useCase'>

/** Read once for each state of an alias, because its answers do not change it. */
export function readPurpose(alias: Alias, settings: UseCaseSettings): Purpose {
  const { name, target, labels } = alias
  const provider = target === null ? null : findProvider(target)
  return { provider: provider && serviceName(provider), ...readUseCase({ name, target, provider, labels }, settings) }
}
