/**
 * The connections of the Nextpertise document, word for word (list_connections, get_recent_transaction, get_transaction, v1.22).
 * `house10` is the exception: the document asks for 2408ZE000100100 and answers with 2408ZE000010100, so its shape is
 * kept and its numbers are those that were asked for.
 */
export const house1: Readonly<Record<string, unknown>> = {
  sla: {
    product: { name: 'Gold SLA', supplier: 'ODIDO', product_id: 752, description: 'ODIDO Gold' },
    order_date: '2020-11-26',
  },
  active: true,
  address: {
    city: 'Alphen aan den Rijn', street: 'Zuidpoolsingel', housenr: 1, zipcode: '2408ZE', latitude: '52.1266179',
    province: 'Zuid-Holland', longitude: '4.654452', housenrext: '', municipality: 'Alphen aan den Rijn',
  },
  carrier: {
    nid: '2408ZE000010100', tags: [],
    product: {
      upload: 1024000, base_technology: 'Fiber', network: 'ODIDO', copper_pairs: null, data_technology: null,
      nlstype: null, maxnls: null, test_label: null, distance: '1-Onnet', product_id: 674, channel_type: 'Ethernet',
      area: null, supplier: 'ODIDO', aggregated_data_technology: 'Fiber', netcode_id: 1, download: 1024000,
      name: 'Fiber (1-Onnet)', aggregated_carriertype: 'Fiber', carriertype: 'Fiber',
    },
  },
  enduser: { uuid: '17a0ac8b-c6ae-4a2d-aa97-2554244ae6ac' },
  circuits: [
    {
      nid: '2408ZE000010101', port: 12, tags: [], vlan: 12, q_in_q: true,
      product: {
        qos: null, name: 'Premium circuit 1Mb (Metro)', upload: 1024, quality: 'PREMIUM', download: 1024,
        supplier: 'ODIDO', product_id: 711, overbooking: null,
      },
      port_speed: '10Mb', port_duplex: 'half',
      provisioning: {
        enabled: true, blocked: false, ipvpn: 'internet', authentication: false,
        username: '2408ZE1-0101@nextpertise.nl', password: '9pgxtf8xt364', primary_ipv4: '212.57.50.6/32',
        routed_ipv4: [], accesslist: null,
      },
      provisioning_type: 'ppp',
    },
  ],
  supplier: 'ODIDO', contract_period: { to: null, from: null, last_change: null }, contract_duration: 12,
  location_contacts: [
    {
      name: 'Roman', uuid: '81d6388d-0209-44a7-9f5d-d875f7f47bf0', email: null, primary: true,
      phonenumber: '0646464643',
    },
  ],
  transaction: { uuid: null, action: null, state: null },
}

export const house10: Readonly<Record<string, unknown>> = {
  sla: {
    product: { name: 'Gold SLA', supplier: 'KPNWBA', product_id: 752, description: 'KPNWBA Gold' },
    order_date: '2020-11-26',
  },
  active: true,
  address: {
    city: 'Alphen aan den Rijn', street: 'Zuidpoolsingel', housenr: 10, zipcode: '2408ZE', latitude: '52.1266051',
    province: 'Zuid-Holland', longitude: '4.6533684', housenrext: '', municipality: 'Alphen aan den Rijn',
  },
  carrier: {
    nid: '2408ZE000100100', tags: [],
    product: {
      area: null, name: 'DLM-WN/Copper_only/VDSL2_POTS/NLS1_ZTL', maxnls: 1, upload: null, network: 'KPNWBA',
      nlstype: 'NLS1', distance: null, download: null, supplier: 'KPNWBA', netcode_id: null, product_id: 118,
      test_label: false, carriertype: 'Copper_only', channel_type: 'Ethernet', copper_pairs: 1,
      base_technology: 'POTS', data_technology: 'VDSL2', aggregated_carriertype: 'Copper',
      aggregated_data_technology: 'VDSL',
    },
  },
  enduser: { uuid: 'abcde123-0123-4abc-9876-012345678912' },
  circuits: [
    {
      nid: '2408ZE000100101', port: 6, tags: [], vlan: 6, q_in_q: true,
      product: {
        qos: null, name: 'Premium circuit 10Mb', upload: 10240, quality: 'PREMIUM', download: 10240,
        supplier: 'KPNWBA', product_id: 711, overbooking: null,
      },
      port_speed: '1000Mb', port_duplex: 'full',
      provisioning: {
        enabled: true, blocked: false, ipvpn: 'internet', authentication: false,
        username: '2408ZE10-0101@nextpertise.nl', password: 'k3r9v2m8q1', primary_ipv4: '212.57.50.11/32',
        routed_ipv4: [], accesslist: null,
      },
      provisioning_type: 'ppp',
    },
    {
      nid: '2408ZE000100102', port: 7, tags: [], vlan: 7, q_in_q: true,
      product: {
        qos: null, name: 'Premium circuit 10Mb', upload: 10240, quality: 'PREMIUM', download: 10240,
        supplier: 'KPNWBA', product_id: 711, overbooking: null,
      },
      port_speed: '1000Mb', port_duplex: 'full',
      provisioning: {
        enabled: true, blocked: false, ipvpn: 'internet', authentication: false, username: 'user@realm',
        password: 'k3r9v2m8q2', primary_ipv4: '212.57.50.21/32', routed_ipv4: [], accesslist: null,
      },
      provisioning_type: 'ppp',
    },
  ],
  supplier: 'KPNWBA', contract_period: { to: null, from: null, last_change: null }, contract_duration: 12,
  location_contacts: [
    {
      name: 'Roman', uuid: '81d6388d-0209-44a7-9f5d-d875f7f47bf0', email: null, primary: true,
      phonenumber: '0646464643',
    },
  ],
  transaction: { uuid: null, action: null, state: null },
}

export const house10a: Readonly<Record<string, unknown>> = {
  sla: {
    product: {
      name: 'Best Effort SLA', supplier: 'KPNWBA', product_id: 758,
      description: 'KPNWBA Best Effort - Standard (FTT[H/O])',
    },
    order_date: '2020-04-02',
  },
  active: true,
  address: {
    city: 'Alphen aan den Rijn', street: 'Zuidpoolsingel', housenr: 10, zipcode: '2408ZE', latitude: '52.1266051',
    province: 'Zuid-Holland', longitude: '4.6533684', housenrext: 'A', municipality: 'Alphen aan den Rijn',
  },
  carrier: {
    nid: '2408ZE000100200', tags: ['company=next-office'],
    product: {
      upload: null, base_technology: 'FttH', network: 'KPNWBA', copper_pairs: 1, data_technology: 'GoF',
      nlstype: 'NLS6', maxnls: 6, test_label: false, distance: null, product_id: 638, channel_type: 'Ethernet',
      area: null, supplier: 'KPNWBA', aggregated_data_technology: 'Fiber', netcode_id: null, download: null,
      name: 'W-ADSL-WN/Fiber/GoF_FTTH/NLS6', aggregated_carriertype: 'Fiber', carriertype: 'Fiber',
    },
  },
  enduser: { uuid: 'c0225608-3ce0-4f9d-a1a6-0e33599c8290' },
  circuits: [
    {
      nid: '2408ZE000100201', tags: [], vlan: 6,
      product: {
        qos: 'Best Effort', name: null, upload: 100000, quality: 'REGULAR', download: 100000, supplier: 'KPNWBA',
        product_id: 279, overbooking: 0,
      },
      provisioning_type: 'ppp',
    },
    {
      nid: '2408ZE000100202', tags: [], vlan: 7,
      product: {
        qos: 'Best Effort', name: null, upload: 100000, quality: 'REGULAR', download: 100000, supplier: 'KPNWBA',
        product_id: 279, overbooking: 0,
      },
      provisioning_type: 'ppp', last_ipv4: '185.25.83.30', last_username: 'jasfo-i001@deanconnect.eu',
      online: 'offline',
    },
  ],
  supplier: 'KPNWBA',
  contract_period: { to: '2021-04-02', from: '2015-08-07', last_change: '2020-04-02' },
  contract_duration: 12,
  location_contacts: [
    {
      name: 'support', uuid: 'a0fc489ce76845e2becaeef240230fea', email: null, primary: true,
      phonenumber: '0793317414',
    },
  ],
  transaction: { uuid: '506f6779-c042-4df9-a421-c50760f8e94b', action: 'change', state: 'processing' },
}

export const house6: Readonly<Record<string, unknown>> = {
  sla: {
    product: {
      name: 'Best Effort', supplier: 'KPNWBA', product_id: 606, description: 'KPNWBA Best Effort - Standard (Copper)',
    },
    order_date: '2021-07-28',
  },
  active: false,
  address: {
    city: 'Alphen aan den Rijn', street: 'Zuidpoolsingel', housenr: 6, zipcode: '2408ZE', latitude: '52.1265736',
    province: 'Zuid-Holland', longitude: '4.6533857', housenrext: '', municipality: 'Alphen aan den Rijn',
  },
  carrier: {
    nid: '2408ZE000060100', tags: [], israpin: 3,
    product: {
      area: null, name: 'DLM-WN/Copper_only/VDSL2_POTS/NLS1_ZTL', active: true, maxnls: 1, upload: null,
      nlstype: 'NLS1', distance: null, download: null, supplier: 'KPNWBA', product_id: 118, test_label: false,
      carriertype: 'Copper_only', channel_type: 'Ethernet', copper_pairs: 1, base_technology: 'POTS',
      data_technology: 'VDSL2', aggregated_carriertype: 'Copper', aggregated_data_technology: 'VDSL',
      estimated_delivery_duration: '6d',
    },
    additional_israpin: 3,
  },
  enduser: { uuid: '30b8f9ba-7dd1-4626-aed5-a6a2541bc08d' },
  circuits: [
    {
      nid: '2408ZE000060101', port: 3, tags: [], vlan: 3, q_in_q: true,
      product: {
        qos: 'Premium', area: null, name: null, active: true, is_pvc: true, upload: 10240, quality: 'PREMIUM',
        download: 10240, supplier: 'KPNWBA', product_id: 257, overbooking: 0, service_type: 8710,
        transport_instance: 'TI-NEXT/2',
      },
      port_speed: '10Mb', port_duplex: 'half',
      provisioning: {
        enabled: true, blocked: false, ipvpn: 'internet', authentication: false,
        username: '2408ZE6-0101@nextpertise.nl', password: 'bz3aahmmr9ts', primary_ipv4: '212.57.50.6/32',
        routed_ipv4: [], accesslist: null,
      },
      provisioning_type: 'ppp',
    },
  ],
  supplier: 'KPNWBA', contract_period: { to: null, from: null, last_change: null }, contract_duration: 24,
  location_contacts: [
    {
      name: 'Romna', uuid: 'dadf835e-6c18-4cc5-8f2f-9b702fcae88a', email: null, primary: true,
      phonenumber: '0656565656',
    },
  ],
  transaction: { uuid: '7119168a-242d-4e6d-bd76-a885b9a16723', action: 'terminate', state: 'new' },
}

export const westlandgracht61: Readonly<Record<string, unknown>> = {
  sla: {
    product: {
      name: 'Best Effort SLA', supplier: 'KPNWBA', product_id: 606,
      description: 'KPNWBA Best Effort - Standard (Copper)',
    },
    order_date: '2020-03-22',
  },
  active: true,
  address: {
    city: 'Amsterdam', street: 'Westlandgracht', housenr: 61, zipcode: '1058TM', latitude: '52.3536089',
    province: 'Noord-Holland', longitude: '4.8461436', housenrext: '2', municipality: 'Amsterdam',
  },
  carrier: {
    nid: '1058TM000610100', tags: ['Teun', 'Thuis', 'company=Teun Ouwehand thuis'],
    product: {
      area: null, name: 'W-ADSL-WN/Fiber/GPON/MIGRATE_FTTH', active: true, upload: null, nlstype: 'FMIGRATE',
      distance: null, download: null, supplier: 'KPNWBA', product_id: 774, test_label: false, carriertype: 'Fiber',
      copper_pairs: 1, base_technology: 'FttH', data_technology: 'GPON', estimated_delivery_duration: '18d',
    },
  },
  enduser: { uuid: 'a64889f7-63ea-4c1c-8ccb-ec28904496a7' },
  circuits: [
    {
      nid: '1058TM000610101', tags: ['Data'], vlan: '6',
      product: {
        qos: 'Best Effort', area: null, name: null, active: true, is_pvc: true, upload: 30720, quality: 'REGULAR',
        download: 102400, supplier: 'KPNWBA', product_id: 755, overbooking: 0, service_type: 8419,
        transport_instance: 'TI-NEXT/1', waiting_for_kpnwba_rectification: false,
      },
      provisioning_type: 'ppp',
    },
    {
      nid: '1058TM000610102', tags: [], vlan: '7',
      product: {
        qos: 'Premium', area: null, name: null, active: true, is_pvc: true, upload: 256, quality: 'PREMIUM',
        download: 256, supplier: 'KPNWBA', product_id: 332, overbooking: 0, service_type: 8608,
        transport_instance: 'TI-NEXT/2', waiting_for_kpnwba_rectification: false,
      },
      provisioning_type: 'ppp',
    },
  ],
  supplier: 'KPNWBA',
  contract_period: { to: '2021-03-22', from: '2019-07-12', last_change: '2020-03-22' },
  contract_duration: 12,
  location_contacts: [
    {
      name: 'Teun Ouwehand', uuid: 'e002820611584a3f830efe56c62dfe46', email: null, primary: true,
      phonenumber: '0628020604',
    },
  ],
  on_demand: false, on_demand_requested: false,
}
