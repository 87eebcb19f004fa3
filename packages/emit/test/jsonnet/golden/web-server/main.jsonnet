// A web server with a cache.
//
// values: what differs from the values in lib/web-server.libsonnet, to which they are merged; null removes.
// name, namespace: the release.
local component = import 'lib/web-server.libsonnet';

function(values={}, name='web-server', namespace='default')
  component.new(values, { name: name, namespace: namespace }).manifests
