/**
 * The health of an Application, in the Lua that Argo CD runs (5.1, without the string library). Without such a check
 * Applications count as healthy at once, so that the waves of the root Application would not wait for anything.
 *
 * Health alone is not enough: it may be that of the revision before, and since Argo CD 3.4 an Application is healthy
 * while one of its objects is missing. So a wave waits until the Application is compared with the source that it has
 * now, in sync, and healthy.
 */
export const applicationHealth = `local function health(status, message)
  return {status = status, message = message}
end

local annotations = obj.metadata.annotations or {}
if annotations["argocd.argoproj.io/ignore-healthcheck"] == "true" then
  return health("Healthy", "not waited for, as its annotation asks")
end
if obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", "being deleted")
end

local status = obj.status or {}
local operation = status.operationState or {}
if obj.operation ~= nil or operation.phase == "Running" or operation.phase == "Terminating" then
  return health("Progressing", operation.message or "syncing")
end

local sync = status.sync or {}
local compared = (sync.comparedTo or {}).source or {}
local source = obj.spec.source or {}
for _, field in ipairs({"repoURL", "targetRevision", "path", "chart"}) do
  if compared[field] ~= source[field] then
    return health("Progressing", "not compared with its source yet")
  end
end

if sync.status ~= "Synced" then
  local failed = operation.phase == "Failed" or operation.phase == "Error"
  if failed and (operation.syncResult or {}).revision == sync.revision then
    return health("Degraded", operation.message or "the sync failed")
  end
  return health("Progressing", "not in sync yet")
end

local own = status.health or {}
return health(own.status or "Progressing", own.message or "")
`;
