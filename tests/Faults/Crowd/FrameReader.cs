using System.Text.Json;
using Xtablo.Faults.Tests.Checking;

namespace Xtablo.Faults.Tests.Crowd;

/// <summary>Takes complete frames off the wire; what is cut in the middle never was.</summary>
public sealed class FrameReader(Stream stream, Func<TimeSpan> now) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>Null at the end of the stream.</summary>
    public async Task<Frame?> NextAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0)
            {
                return FrameOf(lines);
            }

            lines.Add(line);
        }

        return null;
    }

    public void Dispose() => _reader.Dispose();

    private Frame FrameOf(List<string> lines)
    {
        IEnumerable<string> Field(string name) => lines.Where(line => line.StartsWith(name + ": ", StringComparison.Ordinal)).Select(line => line[(name.Length + 2)..]);
        var name = Field("event").LastOrDefault() ?? "";
        var data = string.Intern(string.Join('\n', Field("data"))); // thousands receive the same
        var cursor = name is "ready" ? JsonDocument.Parse(data).RootElement.GetProperty("head").GetString() : Field("id").LastOrDefault();
        return new Frame(now(), name, Cursor.From(cursor), data);
    }
}
