using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Xtablo.Web.Forms;

/// <summary>
/// What the attempts of the last minutes have made, so that one that comes twice makes one thing. In the memory of this node,
/// and no more than it can bear: what was forgotten is a new attempt.
/// </summary>
internal sealed class Attempts(TimeProvider time, IOptions<AntiforgeryOptions> antiforgery)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<Made?>> _attempts = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Begun)> _oldest = new();

    /// <summary>
    /// Returns what tells this attempt from all others: its browser, its id and all that was typed. Null when the form has no
    /// id of an attempt.
    /// </summary>
    public string? KeyOf(HttpContext http)
    {
        var form = http.Request.Form;
        if (!Guid.TryParse(form["attemptId"], out _))
        {
            return null;
        }

        var text = new StringBuilder(http.Request.Path).Append('\n').Append(http.Request.Cookies[antiforgery.Value.Cookie.Name!]);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (name != antiforgery.Value.FormFieldName)
            {
                text.Append('\n').Append(name).Append('=').Append(value.ToString());
            }
        }

        return Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>
    /// Waits while the same attempt is under way. Returns what it made; null when the caller is the one to make it, and must
    /// then call <see cref="End"/>.
    /// </summary>
    public async Task<Made?> BeginAsync(string key, CancellationToken ct)
    {
        while (true)
        {
            Task<Made?> earlier;
            lock (_gate)
            {
                Forget();
                if (!_attempts.TryGetValue(key, out var attempt))
                {
                    _attempts[key] = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    _oldest.Enqueue((key, time.GetTimestamp()));
                    return null;
                }

                earlier = attempt.Task;
            }

            if (await earlier.WaitAsync(ct) is { } made)
            {
                return made;
            }
        }
    }

    /// <param name="made">Null when it made nothing, so that the next one may try.</param>
    public void End(string key, Made? made)
    {
        lock (_gate)
        {
            if (_attempts.TryGetValue(key, out var attempt))
            {
                if (made is null)
                {
                    _attempts.Remove(key);
                }

                attempt.TrySetResult(made);
            }
        }
    }

    private void Forget()
    {
        while (_oldest.TryPeek(out var oldest) && (_oldest.Count > Most || time.GetElapsedTime(oldest.Begun) > Remembered))
        {
            _oldest.Dequeue();
            if (_attempts.Remove(oldest.Key, out var attempt))
            {
                attempt.TrySetResult(null);
            }
        }
    }

    /// <param name="Result">The response, to be given again.</param>
    /// <param name="Cookies">Those that it set: whoever was signed in by it is so by the repeat.</param>
    internal sealed record Made(IActionResult Result, StringValues Cookies);
}
