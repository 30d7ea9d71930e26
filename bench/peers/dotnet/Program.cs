// What a .NET team would write by hand, each part as its documentation shows it: a session cookie, EF Core, a transaction per
// post; delivery by a SignalR hub, or by TypedResults.ServerSentEvents over a channel a stream. And the floor: a loop that sends
// the same bytes to each socket, and does nothing else.
//   signalr ADDRESS CONNECTION-STRING | events ADDRESS CONNECTION-STRING | floor PORT
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Xtablo.Peers;

if (args[0] == "floor")
{
    await Floor.RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture));
    return;
}

var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls(args[1]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDbContext<ChatDb>(options => options.UseNpgsql(args[2]));
builder.Services.AddScoped<Posting>();
builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
builder.Services.AddAuthorization();
builder.Services.AddSignalR(hub => hub.ClientTimeoutInterval = TimeSpan.FromHours(1)); // our streams only read: by default they are cut after half a minute
builder.Services.AddSingleton<Channels>();
if (args[0] == "signalr")
{
    builder.Services.AddSingleton<IDelivery, HubDelivery>();
}
else
{
    builder.Services.AddSingleton<IDelivery>(services => services.GetRequiredService<Channels>());
}

var app = builder.Build();
using (var scope = app.Services.CreateScope())
{
    await scope.ServiceProvider.GetRequiredService<ChatDb>().FillAsync();
}

app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/health/ready", () => "ready");
app.MapGet("/sign-in", async (HttpContext http) => await http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
    [new Claim(ClaimTypes.NameIdentifier, ChatDb.Ada.ToString())], CookieAuthenticationDefaults.AuthenticationScheme))));
app.MapPost("/d/{tablo:int}", async Task<Results<ContentHttpResult, NotFound>> (
    int tablo, [FromForm] string body, [FromForm] Guid clientId, ClaimsPrincipal user, Posting posting) =>
    await posting.PostAsync(tablo, user.Account(), body, clientId) is { } row
        ? TypedResults.Content(row, "text/html; charset=utf-8")
        : TypedResults.NotFound()).RequireAuthorization().DisableAntiforgery();
app.MapGet("/d/{tablo:int}/stream", async Task<Results<ServerSentEventsResult<string>, NotFound>> (
    int tablo, ClaimsPrincipal user, ChatDb db, Channels channels, CancellationToken ct) =>
{
    var account = user.Account();
    return await db.Members.AnyAsync(member => member.Tablo == tablo && member.Account == account, ct)
        ? TypedResults.ServerSentEvents(channels.FollowAsync(tablo, ct))
        : TypedResults.NotFound();
}).RequireAuthorization();
app.MapHub<ChatHub>("/hub");
await app.RunAsync();
