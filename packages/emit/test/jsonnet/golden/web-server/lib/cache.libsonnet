// A cache.
{
  local values = std.mergePatch({}, self.values),
  local release = self.release,

  // What applies where nothing else is given: override it with `+`, or give what differs to `new`.
  values:: { enabled: true, size: '1Gi' },

  release:: { name: 'cache', namespace: 'default' },

  new(values={}, release={}):: self { values:: std.mergePatch(super.values, values), release+:: release },

  manifests: [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: release.name + '-cache' },
      spec: { resources: { requests: { storage: values.size } } },
    },
  ],
}
