using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Operation;

/// <summary>
/// A stream of a second that tells the doctor how its request arrived, and by its pace whether anything holds frames back. Only
/// who has the keys of this installation can ask for it; to everyone else it is not there.
/// </summary>
internal sealed class CheckupStream(IDataProtectionProvider protection, TimeProvider time)
{
    public const int Frames = 4;
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300);

    private const string Root = "/doctor";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("Xtablo.Operation.CheckupStream").ToTimeLimitedDataProtector();

    /// <summary>Returns an address that is good for a minute.</summary>
    public string NewPath() => $"{Root}/{_protector.Protect("doctor", Life)}";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet($"{Root}/{{token}}", (string token, HttpContext http, CheckupStream stream) => stream.AnswerAsync(token, http))
            .ExcludeFromDescription()
            .DisableHttpMetrics();

    private async Task<IResult> AnswerAsync(string token, HttpContext http)
    {
        if (!IsGood(token))
        {
            return Results.NotFound();
        }

        SseWriter.Announce(http.Response);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var writer = new SseWriter(http.Response.BodyWriter, time);
        var arrival = JsonSerializer.Serialize(Arrival.Of(http));
        for (var i = 0; i < Frames; i++)
        {
            await Task.Delay(i == 0 ? TimeSpan.Zero : Pace, time, http.RequestAborted);
            writer.Event("arrival", id: null, arrival);
            await writer.FlushAsync(http.RequestAborted);
        }

        return Results.Empty;
    }

    private bool IsGood(string token)
    {
        try
        {
            _ = _protector.Unprotect(token);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
