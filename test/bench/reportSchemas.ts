import { z } from 'zod'

// What one would write instead of the readers: strict shapes of the documented bodies, each value checked for its type.
const text = z.string().nullable()
const numeric = z.number().nullable()
const records = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

const Selt = z.object({
  selt_details: z.array(z.object({
    dslam_port: z.string(),
    details: z.object({
      advice_code: z.number(), advice_text: text, code: z.number(), exit_value: z.number(), inspection_id: z.number(), log: text,
      problem_length: numeric, detected_problem: text, domain: text, termination_type: text, attenuation: numeric,
    }),
  })),
})
const Delt = z.object({
  delt_details: z.array(z.object({
    dslam_port: z.string(),
    details: z.object({
      measurement: z.object({ cpe: records, downstream: records, unit: records, upstream: records }),
      meta: z.object({ advice_code: z.number(), advice_text: text, inspection_id: z.number() }),
      dslam_port_info: z.record(z.string(), z.union([z.string(), z.number(), z.null(), records])),
      problem: z.object({ problem_confidence: numeric, problem_description: text, problem_impact: text, problem_location: text }),
    }),
  })),
})
const Fibre = z.object({
  fiber_check_details: z.object({
    advice_code: z.number(), advice_text: text, attenuation_transmitting_dbm: numeric, attenuation_receiving_dbm: numeric,
    rx_lower_bound_norm: numeric, rx_upper_bound_norm: numeric, tx_lower_bound_norm: numeric, tx_upper_bound_norm: numeric,
    line_card_type: text, vlans: z.array(z.number()), sfp_signal_status: text, last_status_change: text, line_id: text,
    tx_bias_current: text, supply_voltage: text, line_status: text, customer_id: text, temperature: text,
    mac_addressess: z.array(z.object({ vlan: z.string(), value: z.string() })), technology_type: text, interface_speed: numeric,
    tx_fault: numeric,
  }),
})
const envelope = { test_id: text, exit_code: text, exit_msg: text, result_code: text, result_msg: text, rfs_id: text }
const FlatOnt = z.object({ ont_check_details: z.object({ ...envelope, results: z.array(records) }) })
const FlatOntLan = z.object({ ont_lan_check_details: z.object({ ...envelope, results: z.array(records) }) })
const DeltaOnt = z.object({
  ont_check_details: z.object({
    adminStatus: z.string(), operationState: z.string(), extraAttributes: records, name: z.string(),
    ports: z.array(z.object({
      fqdn: z.string(), adminStatus: z.string(), operationState: z.string(),
      vlanAssociations: z.array(z.object({ extraAttributes: records })),
    })),
  }),
})

/** A whole reply with any of the documented reports. */
export const DocumentedReply = z.object({
  result: z.object({
    report: z.intersection(
      z.object({ status: z.string(), error_details: z.unknown(), provider: z.string() }),
      z.union([Selt, Delt, Fibre, FlatOnt, FlatOntLan, DeltaOnt]),
    ),
  }),
})
