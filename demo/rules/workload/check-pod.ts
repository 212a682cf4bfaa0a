import { type Json, listAt, numberAt, textAt } from '../../json/json.ts'
import { checkDnsLabel } from '../check-name.ts'
import { duplicate, type FieldError, invalid, required } from '../field-error.ts'
import { portNumberErrors } from '../service/check-ports.ts'

/** What is wrong with a Pod's spec at a path. */
export function checkPodSpec(spec: Json | undefined, path: string): FieldError[] {
  const containers = listAt(spec, 'containers')
  if (containers.length === 0) return [required(`${path}.containers`)]
  const names = new Set<string>()
  return containers.flatMap((container, index) => checkContainer(container, `${path}.containers[${index}]`, names))
}

function checkContainer(container: Json, path: string, names: Set<string>): FieldError[] {
  const name = textAt(container, 'name')
  const errors: FieldError[] = []
  if (name === '') errors.push(required(`${path}.name`))
  else errors.push(...checkDnsLabel(name).map((why) => invalid(`${path}.name`, name, why)))
  if (names.has(name)) errors.push(duplicate(`${path}.name`, name))
  names.add(name)
  if (textAt(container, 'image') === '') errors.push(required(`${path}.image`))
  listAt(container, 'ports').forEach((port, index) => {
    errors.push(...portNumberErrors(`${path}.ports[${index}].containerPort`, numberAt(port, 'containerPort')))
  })
  listAt(container, 'env').forEach((variable, index) => {
    if (textAt(variable, 'name') === '') errors.push(required(`${path}.env[${index}].name`))
  })
  return errors
}
