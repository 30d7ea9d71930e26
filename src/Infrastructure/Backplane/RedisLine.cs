using StackExchange.Redis;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// Publishing and subscribing on a channel of this installation: a Redis has one set of channels for all who use it. Each time
/// it listens it makes a connection anew: one that the client restored by itself was seen to stay deaf.
/// </summary>
internal sealed class RedisLine(ConfigurationOptions options, Installation installation) : ILine
{
    private volatile ConnectionMultiplexer? _open;

    public string WhyDeaf => "Redis takes the subscription and delivers nothing";

    /// <exception cref="SettingException">They cannot be read.</exception>
    public static ConfigurationOptions OptionsFrom(string configuration)
    {
        try
        {
            var options = ConfigurationOptions.Parse(configuration);
            options.AbortOnConnectFail = true; // it is connected anew from here
            options.ConnectTimeout = 4000;
            options.AsyncTimeout = 1000;
            options.KeepAlive = 10;
            options.BacklogPolicy = BacklogPolicy.FailFast; // a ring that waits for a connection is late
            options.ClientName ??= "Xtablo";
            ArgumentOutOfRangeException.ThrowIfZero(options.EndPoints.Count, nameof(configuration));
            return options;
        }
        catch (ArgumentException failure)
        {
            throw new SettingException("Xtablo__Redis", $"it cannot be read: {failure.Message}");
        }
    }

    public async Task SendAsync(string text, CancellationToken ct)
    {
        var redis = _open ?? throw new InvalidOperationException("there is no connection to Redis.");
        await redis.GetSubscriber().PublishAsync(await ChannelAsync(ct), text);
    }

    public async Task<IOpenLine> ListenAsync(Action<string> heard, CancellationToken ct)
    {
        var channel = await ChannelAsync(ct);
        var redis = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(ct);
        var line = new OpenLine(this, redis);
        try
        {
            await redis.GetSubscriber().SubscribeAsync(channel, (_, text) => heard(text.ToString())).WaitAsync(ct);
            _open = redis;
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    private async Task<RedisChannel> ChannelAsync(CancellationToken ct) =>
        RedisChannel.Literal($"xtablo-{await installation.NameAsync(ct)}");

    private sealed class OpenLine : IOpenLine
    {
        private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly RedisLine _line;
        private readonly ConnectionMultiplexer _redis;

        public OpenLine(RedisLine line, ConnectionMultiplexer redis)
        {
            (_line, _redis) = (line, redis);
            redis.ConnectionFailed += (_, failed) =>
                _broken.TrySetException(failed.Exception ?? new InvalidOperationException("the connection to Redis ended."));
        }

        public Task Broken => _broken.Task;

        public async ValueTask DisposeAsync()
        {
            if (_line._open == _redis)
            {
                _line._open = null;
            }

            await _redis.DisposeAsync();
            _ = _broken.Task.Exception; // nobody may have waited for it
        }
    }
}
