import { switchOf } from './equipment.ts'
import type { LabAccess } from './access.ts'

/** Values by which a DHCP server knows the port; in wire names of ON-API 2.6 (`dhcpIdentifier`). */
export type DhcpIdentifier = {
  ipv4CircuitId?: string
  ipv4RemoteId?: string
  ipv6InterfaceId?: string
  ipv6RemoteId?: string
}

/** What a subscription says of DHCP: readable values, the whole option 82 as hex, or both. */
export type DhcpOfAccess = { identifier: DhcpIdentifier | null; option82: string | null }

const VLAN_OF_INTERNET = 101

/**
 * The DHCP identifiers of an access, by the form its network uses: 0 node and port, 1 the access itself, 2 a port number that is
 * unique only with the node's address, 3 DHCPv6 beside it, 4 binary sub-options (RFC 3046 as Cisco switches fill it), as hex only.
 */
export function dhcpOf(access: LabAccess): DhcpOfAccess {
  const { node, portName, address, mac } = switchOf(access)
  switch (access.dhcpForm) {
    case 1: {
      const ipv4CircuitId = `CO-${access.accessId}`
      return { identifier: { ipv4CircuitId }, option82: option82([Buffer.from(ipv4CircuitId), Buffer.alloc(0)], true) }
    }
    case 2: {
      const identifier = { ipv4CircuitId: `eth 0/${access.port}`, ipv4RemoteId: address }
      return { identifier, option82: option82([Buffer.from(identifier.ipv4CircuitId), Buffer.from(address)], true) }
    }
    case 3: {
      const place = `${node}:${portName}`
      return {
        identifier: { ipv4CircuitId: place, ipv4RemoteId: node, ipv6InterfaceId: place, ipv6RemoteId: access.accessId },
        option82: null,
      }
    }
    case 4: {
      const circuit = Buffer.from([0, 4, VLAN_OF_INTERNET >> 8, VLAN_OF_INTERNET & 255, 0, access.port])
      const remote = Buffer.concat([Buffer.from([0, 6]), Buffer.from(mac.replaceAll(':', ''), 'hex')])
      return { identifier: null, option82: option82([circuit, remote], false) }
    }
    default: {
      const identifier = { ipv4CircuitId: `${node}/${portName}`, ipv4RemoteId: node }
      return { identifier, option82: option82([Buffer.from(identifier.ipv4CircuitId), Buffer.from(node)], true) }
    }
  }
}

/** Option 82 as hex: sub-option 1 circuit id, 2 remote id (RFC 3046); `whole` with its own type 0x52 and length in front. */
function option82([circuit, remote]: readonly [Buffer, Buffer], whole: boolean): string {
  const parts = Buffer.concat([
    Buffer.from([1, circuit.length]), circuit, Buffer.from([2, remote.length]), remote,
  ])
  return (whole ? Buffer.concat([Buffer.from([0x52, parts.length]), parts]) : parts).toString('hex').toUpperCase()
}

/** The same hex without the option's own type and length, to compare by. */
export function withoutHead(hex: string): string {
  const plain = hex.replaceAll(/[^0-9a-f]/gi, '').toUpperCase()
  return plain.startsWith('52') && Number.parseInt(plain.slice(2, 4), 16) * 2 === plain.length - 4 ? plain.slice(4) : plain
}

export type DhcpLookup = DhcpIdentifier & { ipv4option82?: string }

/** Whether everything that is asked for is so at this access. */
export function matchesDhcp(access: LabAccess, wanted: DhcpLookup): boolean {
  const { identifier, option82: hex } = dhcpOf(access)
  const { ipv4option82, ...values } = wanted
  if (ipv4option82 !== undefined && (hex === null || withoutHead(hex) !== withoutHead(ipv4option82))) return false
  return Object.entries(values).every(([name, value]) => identifier?.[name as keyof DhcpIdentifier] === value)
}
