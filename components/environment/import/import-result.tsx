import { CodeBlock } from '@/components/service/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { sentence } from '@/components/ui/sentence'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import { type EnvironmentImport, importStates } from '@/lib/contract/environment-import'
import type { Severity } from '@/lib/domain/resolution/severity'
import { ImportMatrix } from './import-matrix'
import { importStateWords } from './import-state-words'
import { ImportedEnvironment } from './imported-environment'

/** What was built, what is wrong with it, what it would change in each environment, and how it stands side by side. */
export function ImportResult({ label, result }: { label: string; result: EnvironmentImport }) {
  const { environments, matrix, problems, missing, counts, others } = result
  const said = importStates.filter((state) => (counts[state] ?? 0) > 0)
  return (
    <div className="grid grid-cols-1 gap-5 pt-1 pb-8">
      <p aria-live="polite" className="px-5 text-fg-2 max-sm:px-4">
        {visibleText(label)}, held against {visibleText(result.cluster)}:{' '}
        {said.length === 0
          ? 'no Service'
          : said.map((state) => `${counts[state]} ${importStateWords[state]}`).join(', ')}
        {others > 0 && `; ${others} objects of other kinds are left alone`}.
      </p>
      {problems.length > 0 && <Problems problems={problems} />}
      {missing.map((each) => (
        <Missing key={each.folder} missing={each} />
      ))}
      {environments.length === 0 && problems.every(({ kind }) => kind !== 'broken') && (
        <EmptyState title="No Service in it">There is no v1 Service in what was given.</EmptyState>
      )}
      {environments.map((each) => (
        <ImportedEnvironment key={each.environment ?? ''} imported={each} />
      ))}
      {matrix.rows.length > 0 && <ImportMatrix matrix={matrix} />}
    </div>
  )
}

const weights: Readonly<Record<EnvironmentImport['problems'][number]['kind'], Severity>> = {
  broken: 'critical',
  unread: 'warning',
  note: 'info',
}

function Problems({ problems }: Pick<EnvironmentImport, 'problems'>) {
  return (
    <section aria-label="What is to be said of the files" className="px-5 max-sm:px-4">
      <ul className="grid gap-1.5">
        {problems.map(({ kind, path, message }) => (
          <li key={`${kind} ${path} ${message}`} className="flex items-start gap-2">
            <SeverityGlyph severity={weights[kind]} size={14} className="mt-0.5 shrink-0" />
            <span className="min-w-0 break-words">
              {path !== '' && <span className="mono">{visibleText(path)}: </span>}
              {sentence(visibleText(message))}
              {kind === 'broken' && <span className="text-fg-3"> kubectl would refuse it.</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Missing({ missing: { folder, role, text } }: { missing: EnvironmentImport['missing'][number] }) {
  const place = folder === '' ? 'The top folder' : visibleText(folder)
  return (
    <section aria-label={`Kustomization of ${place}`} className="max-w-[900px] px-5 max-sm:px-4">
      <p className="flex items-start gap-2">
        <SeverityGlyph severity="warning" size={14} className="mt-0.5 shrink-0" />
        <span>
          {place} has no <span className="mono">kustomization.yaml</span>, so that kubectl refuses it.{' '}
          {role === 'base'
            ? 'A base needs one that lists its files; what stands on it is shown as if it had this one.'
            : 'An overlay needs one that names its base and its patches; it is shown as if it had this one.'}
        </span>
      </p>
      <div className="mt-2 flex items-start gap-2 rounded-6 border border-line-2 p-2">
        <CodeBlock text={text} label={`${folder}/kustomization.yaml`} keys className="min-w-0 flex-1" />
        <CopyButton text={text} label="Copy kustomization.yaml" />
      </div>
    </section>
  )
}
