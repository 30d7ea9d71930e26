using Microsoft.Extensions.Logging;

namespace Xtablo.Domain.Violations;

public sealed class LogsForItself(ILogger logger)
{
    public bool IsHeard => logger.IsEnabled(LogLevel.Information);
}
