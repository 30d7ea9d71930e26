using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What people, and others, may send.</summary>
public sealed partial class RequestTests
{
    private static readonly string[] Cursors =
        ["", "garbage", "-1", "9223372036854775808", "aaaaaaaa.9223372036854775807", "aaaaaaaa.-1", "aaaaaaaa.1.1", "aaaaaaaa.", ".1", "0x10.0x10", "é.1", new('a', 10_000), "%00", "1 OR 1=1", "..%2f..%2f"];

    private static readonly string[] Bodies =
        ["", "=", "&&&", "body", "body=%", "body=%zz", "body=%00&clientId=%00", "body=x&clientId=not-a-uuid", "body=" + new string('x', 300_000), "\0\0\0", "{\"body\":1}", "body=%ff%fe&clientId=%c3"];

    private static readonly string[] Types =
        ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=\"\"", "application/json", "text/plain", "nonsense"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Row", "F23")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task Nonsense_is_refused_and_harms_nobody(Store store) => FaultRun.PlayAsync("F23 malformed requests", store, async run =>
    {
        await run.CrowdAsync(writers: 2, followers: 4);
        var program = run.Program.Id;

        await Dose.RepeatAsync(times: 1, async () =>
        {
            foreach (var request in Cursors.SelectMany(cursor => AskFrom(run.Discussion, cursor)).Concat(PostsTo(run.Discussion)).Concat(Everywhere(run.Discussion)))
            {
                using (request)
                {
                    using var answer = await run.Ada.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
                    Assert.InRange((int)answer.StatusCode, 200, 499);
                    run.Bit(answer.IsSuccessStatusCode ? 0 : 1);
                }
            }

            for (var i = 0; i < 50; i++)
            {
                await SendNoiseAsync(run);
                run.Bit();
            }
        });

        Assert.Equal(program, run.Program.Id);
        Assert.DoesNotContain(run.Program.Log, line => Trouble().IsMatch(line));
    });

    [Theory]
    [Trait("Row", "F24")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task A_hundred_posts_of_one_key_at_once_and_one_after_a_restart_are_one_message(Store store) => FaultRun.PlayAsync("F24 one key a hundred times at once", store, async run =>
    {
        await run.CrowdAsync(writers: 2, followers: 4);
        var writer = run.NewWriter(run.Ada);

        await Dose.RepeatAsync(times: 2, async () =>
        {
            var post = writer.NewPost();
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => writer.SendAsync(post)));
            run.Bit((int)await run.Program.MetricAsync("xtablo_key_replay_total"));
            await run.Program.KillAsync();
            await run.Program.StartAsync();
            await writer.SendAsync(post);

            Assert.Equal(101, post.Attempts.Count(attempt => attempt.Row is not null));
            Assert.Single(post.Attempts.Where(attempt => attempt.Row is not null).Select(attempt => attempt.Answer.Trim()).Distinct());

            var first = post.Acknowledged!.Row!;
            await writer.DeleteAsync(first.MessageId);
            Assert.Equal((first.MessageId, first.Number), await writer.SendAsync(post) is { } tombstone ? (tombstone.MessageId, tombstone.Number) : default);
        });

        Assert.True(run.Faults >= 198, $"only {run.Faults} met the key");
    });

    private static IEnumerable<HttpRequestMessage> AskFrom(string discussion, string cursor)
    {
        yield return new HttpRequestMessage(HttpMethod.Get, $"{discussion}/stream?after={Uri.EscapeDataString(cursor)}");
        var header = new HttpRequestMessage(HttpMethod.Get, $"{discussion}/stream");
        header.Headers.TryAddWithoutValidation("Last-Event-ID", cursor.Replace('é', 'e'));
        yield return header;
        foreach (var window in (string[])["before", "after", "around"])
        {
            yield return new HttpRequestMessage(HttpMethod.Get, $"{discussion}?{window}={Uri.EscapeDataString(cursor)}");
        }
    }

    private static IEnumerable<HttpRequestMessage> PostsTo(string discussion) =>
        from path in (string[])[discussion, $"{discussion}/read", "/tablos", "/sign-in"]
        from body in Bodies
        from type in Types
        select Post(path, body, type);

    private static HttpRequestMessage Post(string path, string body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return request;
    }

    private static IEnumerable<HttpRequestMessage> Everywhere(string discussion) =>
        from method in (string[])["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"]
        from path in (string[])["/", "/tablos", "/tablos/x", "/tablos/00000000-0000-0000-0000-000000000000/discussion", discussion + "/messages/x", "/%00", "/%ff", "/..%2f..%2fetc/passwd", "/metrics/x"]
        select new HttpRequestMessage(new HttpMethod(method), path);

    /// <summary>Bytes that are hardly HTTP.</summary>
    private static async Task SendNoiseAsync(FaultRun run)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, run.Program.Port, Ct);
        var noise = new byte[run.Random.Next(1, 2000)];
        run.Random.NextBytes(noise);
        byte[][] starts = [[], "GET / HTTP/1.1\r\n"u8.ToArray(), "GET /sign-in HTTP/1.1\r\nHost: xn--zzzzzzzzzzzz\r\n\r\n"u8.ToArray(), "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n"u8.ToArray(), "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n"u8.ToArray()];
        await client.GetStream().WriteAsync(starts[run.Random.Next(starts.Length)], Ct);
        await client.GetStream().WriteAsync(noise, Ct);
    }

    /// <summary>Each line of the log begins with the time and how bad it is.</summary>
    [GeneratedRegex(@"^\S+ (fail|crit): |Unhandled", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Trouble();
}
