import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { FilterChoice } from '@/components/ui/filter-choice'
import { Icon } from '@/components/ui/icon'
import { Segments } from '@/components/ui/segments'
import { visibleText } from '@/components/ui/visible-text'
import type { EnvironmentsPage } from '@/lib/contract/environments'
import { ClassLetter } from './class-letter'
import { type EnvironmentsParams, matrixShown } from './environments-params'

const shownWords: Readonly<Record<(typeof matrixShown)[number], string>> = {
  all: 'All',
  'stands-out': 'Stand out',
  missing: 'Missing',
  different: 'Different',
}

interface EnvironmentsHeadProps {
  params: EnvironmentsParams
  page: EnvironmentsPage | undefined
  onParams: (next: { [Key in keyof EnvironmentsParams]?: EnvironmentsParams[Key] | null }) => void
}

/** How many there are and stand out, the filters, the legend, the import and the export. */
export function EnvironmentsHead({ params, page, onParams }: EnvironmentsHeadProps) {
  const clusters = Object.keys(page?.clusters ?? {})
  return (
    <>
      <header className="flex min-h-14 shrink-0 items-center gap-3 px-5 max-sm:min-h-11 max-sm:flex-wrap max-sm:px-4 max-sm:py-2">
        <h1 className="text-18 font-semibold tracking-[-0.02em] max-sm:sr-only">Environments</h1>
        <p aria-live="polite" className="min-w-0 truncate text-fg-3">
          {page && sumWords(page)}
        </p>
        <div className="ml-auto flex min-w-0 items-center gap-1.5 max-sm:edge max-sm:ml-0 max-sm:w-full">
          <Segments
            label="Shown"
            value={params.state}
            options={matrixShown.map((value) => ({
              value,
              label: page ? `${shownWords[value]} ${page.states[value]}` : shownWords[value],
            }))}
            onSelect={(state) => onParams({ state, from: null })}
          />
          <Link href="/environments/import" prefetch={false} className={buttonClass()}>
            <Icon name="file" size={14} className="text-fg-3" />
            Import…
          </Link>
          <Button icon="download" onClick={() => onParams({ export: true })}>
            Export Kustomize…
          </Button>
        </div>
      </header>
      <div className="flex min-h-[42px] shrink-0 items-center gap-1.5 px-5 max-sm:edge max-sm:px-4 max-sm:pb-2">
        <p className="flex min-w-0 items-center gap-3 text-12 text-fg-3 max-lg:hidden">
          <span className="flex items-center gap-1.5">
            <ClassLetter letter="A" /> as most
          </span>
          <span className="flex items-center gap-1.5">
            <ClassLetter letter="B" /> another class
          </span>
          <span className="flex items-center gap-1.5">
            <ClassLetter letter={null} /> placeholder or missing
          </span>
          <span className="truncate">
            <span className="mono underline decoration-fg-3 decoration-dotted underline-offset-2">dev</span> masked
            before comparing
          </span>
        </p>
        <span className="flex-1 max-sm:hidden" />
        {clusters.length > 1 && (
          <FilterChoice
            label="Cluster"
            value={params.cluster}
            options={clusters.sort()}
            onSelect={(cluster) => onParams({ cluster: cluster || null, from: null })}
          />
        )}
        <FilterChoice
          label="Owner"
          value={params.owner}
          options={Object.keys(page?.owners ?? {}).sort()}
          wordsOf={(owner) => (owner === 'none' ? 'Nobody' : visibleText(owner))}
          onSelect={(owner) => onParams({ owner: owner || null, from: null })}
        />
        {params.q !== '' && (
          <Button icon="x" onClick={() => onParams({ q: null, from: null })}>
            “{visibleText(params.q)}”
          </Button>
        )}
      </div>
    </>
  )
}

function sumWords({ states, withoutEnvironment }: EnvironmentsPage): string {
  const sum = `${states.all} ${states.all === 1 ? 'dependency' : 'dependencies'}: ${states['stands-out']} stand out, ${states.alike} alike`
  return withoutEnvironment === 0 ? sum : `${sum}; ${withoutEnvironment} aliases without an environment`
}
