using Microsoft.Extensions.Logging;

namespace Xtablo.Application.Tests.Common;

/// <summary>Keeps the lines of the log with their categories.</summary>
internal sealed class FakeLog : ILoggerFactory
{
    public List<(string Category, string Line)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Logger(FakeLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Lines.Add((category, formatter(state, exception)));
    }
}
