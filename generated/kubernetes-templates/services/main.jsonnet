// The payment and the shipping service of the shop.
//
// values: what differs from the values in lib/services.libsonnet, to which they are merged; null removes.
// name, namespace: the release.
local component = import 'lib/services.libsonnet';

function(values={}, name='services', namespace='default')
  component.new(values, { name: name, namespace: namespace }).manifests
