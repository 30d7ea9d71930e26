using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xtablo.Application.Common;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Common;

public class DispatchingEventsTests
{
    private readonly ServiceCollection _services = new();
    private readonly Errors _errors = new();
    private readonly List<string> _heard = [];

    public DispatchingEventsTests()
    {
        _services.AddSingleton<ILogger<DomainEventDispatcher>>(_errors);
        _services.AddSingleton<DomainEventDispatcher>();
        _services.AddScoped<Scope>();
    }

    [Fact]
    public async Task Events_are_handled_in_their_order()
    {
        OnKnocked((knocked, _) => _heard.Add($"knock {knocked.Times}"));
        OnOpened(_ => _heard.Add("open"));

        await DispatchAsync(new Knocked(1), new Opened(), new Knocked(2));

        Assert.Equal("knock 1, open, knock 2", Heard);
    }

    [Fact]
    public async Task One_event_is_over_before_the_next_begins()
    {
        _services.AddScoped<IDomainEventHandler<Knocked>>(_ => new Handler<Knocked>(async (knocked, _) =>
        {
            await Task.Yield();
            _heard.Add($"knock {knocked.Times}");
        }));
        OnOpened(_ => _heard.Add("open"));

        await DispatchAsync(new Knocked(1), new Opened());

        Assert.Equal("knock 1, open", Heard);
    }

    [Fact]
    public async Task Every_handler_of_an_event_hears_it()
    {
        OnKnocked((_, _) => _heard.Add("dog"));
        OnKnocked((_, _) => _heard.Add("cat"));

        await DispatchAsync(new Knocked(1));

        Assert.Equal("dog, cat", Heard);
    }

    [Fact]
    public async Task What_handles_a_kind_of_event_handles_each_event_of_that_kind()
    {
        _services.AddScoped<IDomainEventHandler<Sound>>(_ => new Handler<Sound>((sound, _) =>
        {
            _heard.Add(sound.GetType().Name);
            return Task.CompletedTask;
        }));

        await DispatchAsync(new Bark(), new Meow());

        Assert.Equal("Bark, Meow", Heard);
    }

    [Fact]
    public async Task An_event_that_nobody_handles_is_no_matter()
    {
        OnOpened(_ => _heard.Add("open"));

        await DispatchAsync(new Knocked(1), new Opened());

        Assert.Equal("open", Heard);
    }

    [Fact]
    public async Task Each_event_has_a_scope_of_its_own()
    {
        var scopes = new List<Scope>();
        _services.AddScoped<IDomainEventHandler<Knocked>>(services => new Handler<Knocked>((_, _) => Keep(services, scopes)));

        await DispatchAsync(new Knocked(1), new Knocked(2));

        Assert.Equal(2, scopes.Distinct().Count());
    }

    [Fact]
    public async Task A_scope_is_open_while_its_event_is_handled()
    {
        var wasOver = true;
        _services.AddScoped<IDomainEventHandler<Knocked>>(services => new Handler<Knocked>(async (_, _) =>
        {
            await Task.Yield();
            wasOver = services.GetRequiredService<Scope>().IsOver;
        }));

        await DispatchAsync(new Knocked(1));

        Assert.False(wasOver);
    }

    [Fact]
    public async Task A_scope_is_over_when_its_event_is()
    {
        var scopes = new List<Scope>();
        _services.AddScoped<IDomainEventHandler<Knocked>>(services => new Handler<Knocked>((_, _) => Keep(services, scopes)));

        await DispatchAsync(new Knocked(1));

        Assert.True(Assert.Single(scopes).IsOver);
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_stop_the_next()
    {
        OnKnocked((_, _) => throw new InvalidOperationException());
        OnKnocked((_, _) => _heard.Add("cat"));

        await DispatchAsync(new Knocked(1));

        Assert.Equal("cat", Heard);
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_stop_the_next_event()
    {
        OnKnocked((_, _) => throw new InvalidOperationException());
        OnOpened(_ => _heard.Add("open"));

        await DispatchAsync(new Knocked(1), new Opened());

        Assert.Equal("open", Heard);
    }

    [Fact]
    public async Task A_handler_that_throws_later_does_not_reach_the_caller()
    {
        _services.AddScoped<IDomainEventHandler<Knocked>>(_ => new Handler<Knocked>(async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        }));

        Assert.Null(await Record.ExceptionAsync(() => DispatchAsync(new Knocked(1))));
    }

    [Fact]
    public async Task A_handler_that_gives_up_does_not_reach_the_caller()
    {
        OnKnocked((_, _) => throw new OperationCanceledException());

        Assert.Null(await Record.ExceptionAsync(() => DispatchAsync(new Knocked(1))));
    }

    [Fact]
    public async Task A_handler_that_cannot_be_made_does_not_reach_the_caller()
    {
        _services.AddScoped<IDomainEventHandler<Knocked>>(_ => throw new InvalidOperationException());

        Assert.Null(await Record.ExceptionAsync(() => DispatchAsync(new Knocked(1))));
    }

    [Fact]
    public async Task A_handler_that_cannot_be_made_does_not_stop_the_next_event()
    {
        _services.AddScoped<IDomainEventHandler<Knocked>>(_ => throw new InvalidOperationException());
        OnOpened(_ => _heard.Add("open"));

        await Record.ExceptionAsync(() => DispatchAsync(new Knocked(1), new Opened()));

        Assert.Equal("open", Heard);
    }

    [Fact]
    public async Task What_a_handler_threw_is_logged()
    {
        var bug = new InvalidOperationException();
        OnKnocked((_, _) => throw bug);

        await DispatchAsync(new Knocked(1));

        Assert.Equal([bug], _errors.Logged);
    }

    [Fact]
    public async Task Handling_cannot_be_cancelled()
    {
        var mayBeCancelled = true;
        OnKnocked((_, ct) => mayBeCancelled = ct.CanBeCanceled);

        await DispatchAsync(new Knocked(1));

        Assert.False(mayBeCancelled);
    }

    private string Heard => string.Join(", ", _heard);

    private static Task Keep(IServiceProvider services, List<Scope> scopes)
    {
        scopes.Add(services.GetRequiredService<Scope>());
        return Task.CompletedTask;
    }

    private void OnKnocked(Action<Knocked, CancellationToken> handle) => On(handle);

    private void OnOpened(Action<Opened> handle) => On<Opened>((opened, _) => handle(opened));

    private void On<TEvent>(Action<TEvent, CancellationToken> handle)
        where TEvent : IDomainEvent => _services.AddScoped<IDomainEventHandler<TEvent>>(_ => new Handler<TEvent>((happened, ct) =>
        {
            handle(happened, ct);
            return Task.CompletedTask;
        }));

    private async Task DispatchAsync(params IDomainEvent[] events)
    {
        await using var services = _services.BuildServiceProvider(validateScopes: true);
        await services.GetRequiredService<DomainEventDispatcher>().DispatchAsync(events);
    }

    private sealed record Knocked(int Times) : IDomainEvent;

    private sealed record Opened : IDomainEvent;

    private abstract record Sound : IDomainEvent;

    private sealed record Bark : Sound;

    private sealed record Meow : Sound;

    private sealed class Handler<TEvent>(Func<TEvent, CancellationToken, Task> handle) : IDomainEventHandler<TEvent>
        where TEvent : IDomainEvent
    {
        public Task HandleAsync(TEvent happened, CancellationToken ct) => handle(happened, ct);
    }

    private sealed class Scope : IDisposable
    {
        public bool IsOver { get; private set; }

        public void Dispose() => IsOver = true;
    }

    private sealed class Errors : ILogger<DomainEventDispatcher>
    {
        public List<Exception?> Logged { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel is LogLevel.Error)
            {
                Logged.Add(exception);
            }
        }
    }
}
