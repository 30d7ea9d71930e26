using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace Xtablo.Web.Forms;

/// <summary>
/// One attempt makes one thing: a form that is sent twice, by a double click or on a slow line, is shown the second time what
/// the first one made. The partial <c>_Attempt</c> gives a form the id of its attempt; without one each is a new attempt.
/// Kept in the memory of this node for some minutes, and no more than it can bear.
/// </summary>
internal sealed class Attempts(TimeProvider time, IOptions<AntiforgeryOptions> antiforgery)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<object?>> _attempts = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, long Begun)> _oldest = new();

    /// <summary>Makes something, unless this very attempt made it before or is about to: then returns that.</summary>
    /// <param name="make">Returns null, or throws, when it made nothing: then the next one may try.</param>
    public async Task<T?> OnceAsync<T>(HttpContext http, Func<Task<T?>> make)
    {
        if (KeyOf(http) is not { } key)
        {
            return await make();
        }

        if (await BeginAsync(key, http.RequestAborted) is T earlier)
        {
            return earlier;
        }

        object? made = null;
        try
        {
            made = await make();
            return (T?)made;
        }
        finally
        {
            End(key, made);
        }
    }

    /// <summary>What tells this attempt from others: its browser, its id and all that was typed. Null without an id.</summary>
    private string? KeyOf(HttpContext http)
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
    private async Task<object?> BeginAsync(string key, CancellationToken ct)
    {
        while (true)
        {
            Task<object?> earlier;
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

    /// <param name="made">Null when it made nothing.</param>
    private void End(string key, object? made)
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
}
