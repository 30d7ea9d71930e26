using Microsoft.AspNetCore.Mvc;

namespace Xtablo.Web.Forms;

/// <summary>A form controller to which scripts alone post: a refusal is its status, and the page explains the error.</summary>
internal abstract class ScriptController : FormController
{
    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Task.FromResult<IActionResult>(StatusCode(refusal.Status));
}
