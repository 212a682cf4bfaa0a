import { Button } from '@/components/ui/button'
import { portProtocols, type WantedPort } from '@/lib/domain/change/change-request'

/** A port as it stands in the fields. */
export interface PortText {
  key: number
  name: string
  port: string
  protocol: (typeof portProtocols)[number]
  targetPort: string
}

const most = 32

interface PortFieldsProps {
  ports: readonly PortText[]
  onChange: (ports: readonly PortText[]) => void
}

/** The ports of a Service, one row each; an empty target port is the port itself. */
export function PortFields({ ports, onChange }: PortFieldsProps) {
  const set = (key: number, change: Partial<PortText>) =>
    onChange(ports.map((port) => (port.key === key ? { ...port, ...change } : port)))
  const nextKey = Math.max(0, ...ports.map(({ key }) => key)) + 1
  return (
    <fieldset className="mt-3 grid gap-1.5">
      <legend className="mb-1.5 font-medium">Ports</legend>
      {ports.map((port, index) => (
        <PortRow
          key={port.key}
          port={port}
          which={index + 1}
          onChange={(change) => set(port.key, change)}
          onRemove={() => onChange(ports.filter(({ key }) => key !== port.key))}
        />
      ))}
      {ports.length === 0 && (
        <p className="text-12 text-warning">Without a port the plan is blocked: clients find no port by SRV.</p>
      )}
      <div>
        <Button
          unavailable={ports.length >= most}
          onClick={() => onChange([...ports, { key: nextKey, name: '', port: '', protocol: 'TCP', targetPort: '' }])}
        >
          Add a port
        </Button>
      </div>
    </fieldset>
  )
}

interface PortRowProps {
  port: PortText
  which: number
  onChange: (change: Partial<PortText>) => void
  onRemove: () => void
}

function PortRow({ port, which, onChange, onRemove }: PortRowProps) {
  const field = (member: 'name' | 'port' | 'targetPort', label: string, name: string, placeholder?: string) => (
    <label className={labelled}>
      {label}
      <input
        type="text"
        inputMode={member === 'name' ? undefined : 'numeric'}
        aria-label={name}
        placeholder={placeholder}
        value={port[member]}
        maxLength={63}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => onChange({ [member]: event.target.value })}
        className={control}
      />
    </label>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_84px_minmax(0,1fr)_auto] items-end gap-1.5 max-sm:grid-cols-2">
      {field('name', 'Name', `Name of port ${which}`)}
      {field('port', 'Port', `Port ${which}`)}
      <label className={labelled}>
        Protocol
        <select
          aria-label={`Protocol of port ${which}`}
          value={port.protocol}
          onChange={(event) =>
            onChange({ protocol: portProtocols.find((each) => each === event.target.value) ?? 'TCP' })
          }
          className={control}
        >
          {portProtocols.map((protocol) => (
            <option key={protocol}>{protocol}</option>
          ))}
        </select>
      </label>
      {field('targetPort', 'Target port', `Target port ${which}`, 'same')}
      <Button
        variant="quiet"
        aria-label={`Remove port ${which}`}
        onClick={onRemove}
        className="max-sm:justify-self-start"
      >
        Remove
      </Button>
    </div>
  )
}

const labelled = 'grid gap-0.5 text-11 text-fg-3'
const control = 'mono h-8 text-fg w-full min-w-0 rounded-6 border border-line-3 bg-canvas px-2.5 max-sm:h-11'

export function portText({ name = '', port, protocol = 'TCP', targetPort }: WantedPort, index: number): PortText {
  return {
    key: index,
    name,
    port: String(port),
    protocol,
    targetPort: targetPort === undefined ? '' : String(targetPort),
  }
}

/** What a row says; a number that is none becomes NaN, which the contract refuses. */
export function readPort({ name, port, protocol, targetPort }: PortText) {
  const trimmed = { name: name.trim(), targetPort: targetPort.trim() }
  return {
    ...(trimmed.name === '' ? {} : { name: trimmed.name }),
    port: port.trim() === '' ? Number.NaN : Number(port),
    protocol,
    ...(trimmed.targetPort === '' ? {} : { targetPort: Number(trimmed.targetPort) }),
  }
}
