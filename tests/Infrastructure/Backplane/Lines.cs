using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>What was logged.</summary>
internal sealed class Lines<T> : ILogger<T>
{
    public ConcurrentQueue<string> Said { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Said.Enqueue($"{logLevel}: {formatter(state, exception)}{exception}");
}
