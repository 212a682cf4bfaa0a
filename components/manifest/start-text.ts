import { editManifest } from '@/lib/domain/manifest/edit-manifest'
import { type FormField, fieldEdit, portEdits, readField } from '@/lib/domain/manifest/manifest-form'
import { type TemplateId, type TemplatePlace, templateText } from '@/lib/domain/manifest/template'
import { trioText } from '@/lib/domain/manifest/trio'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const kept: readonly FormField[] = ['name', 'target', 'owner', 'chat', 'description', 'runbook', 'partOf', 'appName']

/** The text that a template starts from, with what was said already of the alias before another template was chosen. */
export function startText(id: TemplateId, place: TemplatePlace, before: ServiceObject | null): string {
  if (id === 'blue-green') {
    const [port] = before?.spec.ports ?? []
    return trioText({
      ...{ ...place, live: 'blue', name: before?.metadata.name ?? '' },
      targets: { blue: before?.spec.externalName ?? '', green: '' },
      port: { name: port?.name ?? 'https', port: port?.port ?? 443 },
    })
  }
  const text = templateText(id, place)
  if (before === null) return text
  const said = kept.flatMap((field) => {
    const value = readField(before, field)
    return value === '' ? [] : [fieldEdit(field, value)]
  })
  const isBare = id === 'blank' || id === 'legacy-system'
  return editManifest(text, isBare ? [...said, ...portEdits([], before.spec.ports ?? [])] : said)
}
