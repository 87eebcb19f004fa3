import type { Template } from '@wildermesser/manifest/template';
import {
  add,
  addEach,
  addWhen,
  at,
  call,
  compare,
  condition,
  each,
  fallback,
  fields,
  list,
  literal,
  not,
  object,
  present,
  set,
  spread,
  text,
  variable,
  when,
} from './expressions.ts';

const isClaim = compare(at('storage/type', 'string'), '==', 'claim');
const queue = variable('queue', 'string');

/** A component whose values have alternatives, lists of strings and things to be put together. */
export const worker: Template = {
  name: 'worker',
  description: 'Works off queues.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['queues', 'storage', 'settings'],
    properties: {
      queues: { type: 'array', items: { type: 'string' }, description: 'Names of the queues.' },
      concurrency: { type: 'integer', minimum: 0, description: 'Jobs at a time. Without it, one for each queue.' },
      storage: {
        description: 'Where results are kept.',
        oneOf: [
          { type: 'object', additionalProperties: false, required: ['type'], properties: { type: { const: 'none' } } },
          {
            type: 'object',
            additionalProperties: false,
            required: ['type', 'size'],
            properties: { type: { const: 'claim' }, size: { type: 'string' }, class: { type: 'string' } },
          },
        ],
      },
      settings: { type: 'object', additionalProperties: { type: 'string' }, description: 'Settings of the program.' },
      labels: { type: 'object', additionalProperties: { type: 'string' }, description: 'Further labels.' },
    },
  },
  values: { queues: ['mail'], storage: { type: 'none' }, settings: { level: 'info' } },
  manifests: [
    add(
      fields({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: object(
          set('name', 'worker'),
          set('labels', object(set('app', 'worker'), spread(at('labels?', 'object')))),
        ),
        spec: object(
          set('serviceName', 'worker'),
          set('selector', literal({ matchLabels: { app: 'worker' } })),
          set(
            'template',
            fields({
              metadata: literal({ labels: { app: 'worker' } }),
              spec: object(
                set(
                  'containers',
                  list(
                    add(
                      object(
                        set('name', 'worker'),
                        set('image', 'registry.example.org/worker:2.4.0'),
                        set(
                          'args',
                          list(
                            add('--verbose'),
                            addEach(at('queues', 'list'), 'queue', undefined, add(text('--queue=', queue))),
                            addWhen(
                              present(at('concurrency?', 'integer')),
                              add(text('--concurrency=', at('concurrency?', 'integer'))),
                            ),
                          ),
                        ),
                        set(
                          'env',
                          list(
                            add(fields({ name: 'QUEUES', value: call('join', 'string', at('queues', 'list'), ',') })),
                            add(
                              fields({
                                name: 'CONCURRENCY',
                                value: text(
                                  fallback(
                                    at('concurrency?', 'integer'),
                                    call('length', 'integer', at('queues', 'list')),
                                  ),
                                ),
                              }),
                            ),
                          ),
                        ),
                        when(isClaim, set('volumeMounts', literal([{ name: 'results', mountPath: '/results' }]))),
                      ),
                    ),
                  ),
                ),
              ),
            }),
          ),
          set(
            'volumeClaimTemplates',
            condition(
              isClaim,
              list(
                add(
                  fields({
                    metadata: literal({ name: 'results' }),
                    spec: object(
                      set('accessModes', literal(['ReadWriteOnce'])),
                      set('storageClassName', at('storage/class?', 'string')),
                      set('resources', fields({ requests: fields({ storage: at('storage/size', 'string') }) })),
                    ),
                  }),
                ),
              ),
              literal([]),
            ),
          ),
        ),
      }),
    ),
    add(
      fields({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: literal({ name: 'settings' }),
        data: object(
          each(at('settings', 'object'), 'value', 'key', set(variable('key', 'string'), variable('value', 'string'))),
        ),
      }),
    ),
    addWhen(
      not(isClaim),
      add(
        literal({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'notice' },
          data: { text: 'Nothing is kept.\n' },
        }),
      ),
    ),
  ],
  parts: [],
};
