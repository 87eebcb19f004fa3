/**
 * The health of a MySQL, in the Lua that Argo CD runs. It is that of its conditions, once they are about the specification
 * that it has now: an instance that needs somebody is Degraded whatever else it does, also while it is being deleted.
 */
export const mysqlHealth = `local function health(status, message)
  return {status = status, message = message}
end

local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local ready = conditions["Ready"] or {}
local degraded = conditions["Degraded"] or {}

if status.observedGeneration == nil or status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "the operator has not seen this specification yet")
end
if degraded.status == "True" then
  return health("Degraded", (degraded.reason or "") .. ": " .. (degraded.message or ""))
end
if obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", ready.message or "being deleted")
end
if ready.status == "True" then
  return health("Healthy", ready.message or "")
end
if status.state == "Suspended" then
  return health("Suspended", "suspend is true")
end
return health("Progressing", ready.message or "")
`;
