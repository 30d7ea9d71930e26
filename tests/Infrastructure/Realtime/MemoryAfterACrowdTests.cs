using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class MemoryAfterACrowdTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<XtabloMetrics>().BuildServiceProvider();
    private readonly SseHub _hub;
    private readonly MemoryAfterACrowd _memory;
    private int _givenBack;

    public MemoryAfterACrowdTests()
    {
        _hub = new SseHub(new FakeLog(), new HubOptions(8, TimeSpan.FromMilliseconds(10), null), _services.GetRequiredService<XtabloMetrics>(), TimeProvider.System, NullLogger<SseHub>.Instance);
        _memory = new MemoryAfterACrowd(_hub, TimeProvider.System) { GiveBack = () => _givenBack++ };
    }

    public void Dispose()
    {
        _memory.Dispose();
        _hub.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void It_is_given_back_once_when_half_of_a_crowd_has_left()
    {
        var crowd = Open(600);
        _memory.Look();
        Assert.Equal(0, _givenBack);
        crowd.Take(299).ToList().ForEach(stream => stream.Dispose());
        _memory.Look();
        Assert.Equal(0, _givenBack);
        crowd.Skip(299).Take(1).ToList().ForEach(stream => stream.Dispose());
        _memory.Look();
        _memory.Look();

        Assert.Equal(1, _givenBack);
    }

    [Fact]
    public void A_crowd_that_came_and_went_between_two_looks_is_noticed_too()
    {
        Open(600).ForEach(stream => stream.Dispose());
        _memory.Look();

        Assert.Equal(1, _givenBack);
    }

    [Fact]
    public void A_few_that_come_and_go_are_not_worth_it()
    {
        Open(400).ForEach(stream => stream.Dispose());
        _memory.Look();
        var few = Open(400);
        _memory.Look();
        few.ForEach(stream => stream.Dispose());
        _memory.Look();

        Assert.Equal(0, _givenBack);
    }

    private List<IStreamSubscription> Open(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _hub.Subscribe(new Watcher(AccountId.New(), SessionId.New().AsAccess()))!)];
}
