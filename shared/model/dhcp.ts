import { z } from 'zod'

/** Values of a DHCP log that an access can be found by (ON-API 2.6, `/dhcplookup`). */
export const DhcpField = z.enum(['ipv4CircuitId', 'ipv4RemoteId', 'ipv6InterfaceId', 'ipv6RemoteId', 'ipv4option82'])
export type DhcpField = z.infer<typeof DhcpField>
export const DhcpQuery = z.object({ field: DhcpField, value: z.string().trim().min(1).max(600) })
export type DhcpQuery = z.infer<typeof DhcpQuery>
